/** Keys of tokens and cookies, created once and stored, so that a restart invalidates neither. */

import { createPrivateKey, generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '@frontage/http-server';
import { z } from 'zod';

const keyFile = z.object({
  jwks: z.object({
    keys: z
      .array(
        z.looseObject({
          kty: z.literal('RSA'),
          alg: z.literal('RS256'),
          use: z.literal('sig'),
          n: z.string(),
          e: z.string(),
          d: z.string(),
        }),
      )
      .min(1),
  }),
  cookieKeys: z.array(z.string().min(32)).min(1),
});

/** Signing keys as a JSON Web Key Set, private parts included, and cookie keys. The first of each is in use. */
export type Keys = z.infer<typeof keyFile>;

/** Reads the keys under the data directory, or creates them. Throws a ConfigError for an unreadable file. */
export async function loadKeys(dataDir: string): Promise<Keys> {
  const directory = join(dataDir, 'identity-provider');
  const file = join(directory, 'keys.json');
  try {
    return (await readKeys(file)) ?? (await makeKeys(directory, file));
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError([`FRONTAGE_DATA_DIR: cannot hold the keys of this provider (${String(cause)})`]);
  }
}

async function readKeys(file: string): Promise<Keys | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const keys = keyFile.parse(JSON.parse(text));
    for (const key of keys.jwks.keys) createPrivateKey({ key, format: 'jwk' });
    return keys;
  } catch {
    // The parser's message is left out: it quotes the file, which holds a private key.
    throw new ConfigError([
      `FRONTAGE_DATA_DIR: ${file} is not a key file of this provider; delete it and new keys are made`,
    ]);
  }
}

/**
 * Creates the key file atomically.
 *
 * `link` refuses to replace a file: readers never see half of it, and of two processes that start at once both use the keys of one.
 */
async function makeKeys(directory: string, file: string): Promise<Keys> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' };
  const keys = keyFile.parse({ jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('base64url')] });

  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `keys.${randomUUID()}.tmp`);
  await writeFile(draft, JSON.stringify(keys), { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, file);
    return keys;
  } catch (error) {
    const winner = isErrno(error, 'EEXIST') ? await readKeys(file) : undefined;
    if (!winner) throw error;
    return winner;
  } finally {
    await unlink(draft);
  }
}

const isErrno = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;
