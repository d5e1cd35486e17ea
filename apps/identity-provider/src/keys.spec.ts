import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@frontage/http-server';
import { makeDataDir, startProvider } from '../test/harness.ts';
import { loadKeys } from './keys.ts';

let dataDir: Awaited<ReturnType<typeof makeDataDir>>;
beforeEach(async () => (dataDir = await makeDataDir()));
afterEach(() => dataDir.remove());

const keyDirectory = () => join(dataDir.path, 'identity-provider');

describe('loadKeys', () => {
  it('makes keys once, readable by their owner alone, and leaves nothing else behind', async () => {
    const first = await loadKeys(dataDir.path);
    expect(await loadKeys(dataDir.path)).toEqual(first);
    expect(await readdir(keyDirectory())).toEqual(['keys.json']);
    expect((await stat(join(keyDirectory(), 'keys.json'))).mode & 0o777).toBe(0o600);
  });

  it('gives two processes that start together the same keys', async () => {
    const [one, other] = await Promise.all([loadKeys(dataDir.path), loadKeys(dataDir.path)]);
    expect(one).toEqual(other);
    expect(await readdir(keyDirectory())).toEqual(['keys.json']);
  });

  it.each([
    '',
    '{"jwks":',
    '{}',
    '{"jwks":{"keys":[]},"cookieKeys":["0123456789012345678901234567890123456789"]}',
    '{"jwks":{"keys":[{"kty":"RSA","alg":"RS256","use":"sig","n":"AQAB","e":"AQAB","d":"sesame"}]},"cookieKeys":["0123456789012345678901234567890123456789"]}',
  ])('refuses a file that holds %j, names it, and does not quote it', async (content) => {
    await mkdir(keyDirectory());
    await writeFile(join(keyDirectory(), 'keys.json'), content);
    const refusal = await loadKeys(dataDir.path).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConfigError);
    expect((refusal as Error).message).toContain('keys.json is not a key file of this provider; delete it');
    expect((refusal as Error).message).not.toContain('sesame');
  });

  it('says so when the data directory cannot be one', async () => {
    await writeFile(join(dataDir.path, 'file'), '');
    await expect(loadKeys(join(dataDir.path, 'file'))).rejects.toThrow('FRONTAGE_DATA_DIR: cannot hold the keys');
  });
});

describe('the provider', () => {
  it('publishes the same key after a restart, and only its public half', async () => {
    const published = async () => {
      const provider = await startProvider({ FRONTAGE_DATA_DIR: dataDir.path });
      const { keys } = (await (await fetch(`${provider.url}/jwks`)).json()) as { keys: Record<string, unknown>[] };
      await provider.close();
      return keys;
    };
    const before = await published();
    expect(before).toEqual([
      expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.any(String) }),
    ]);
    expect(before[0]).not.toHaveProperty('d');
    expect(await published()).toEqual(before);
  });
});
