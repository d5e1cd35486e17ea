/** Environment of a run: the identity provider, and one process with all domain services. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, startProcess, stopProcesses } from './process.ts';

export type Environment = Awaited<ReturnType<typeof startEnvironment>>;

/** Addresses of the services: `CATALOG_URL` and the rest. */
export type Services = Readonly<Record<string, string>>;

/** Address under which browsers would find web-bff. */
export const publicOrigin = 'https://shop.example';

/** Longer than any run: no session is renewed in the middle of a round. */
const accessTokenTtlS = 86_400;

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Starts provider and services. To close it stops all processes that were started meanwhile. */
export async function startEnvironment() {
  const dir = mkdtempSync(join(tmpdir(), 'frontage-bench-'));
  const removeDir = (): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeDir);
  const close = async (): Promise<void> => {
    await stopProcesses();
    removeDir();
    process.off('exit', removeDir);
  };
  // Production refuses the development ones.
  const secretNames = ['WEB', 'MOBILE', 'PARTNER'].map((client) => `${client}_BFF_CLIENT_SECRET`);
  const clientSecrets = Object.fromEntries(secretNames.map((name) => [name, newSecret()]));
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = startProcess({
    name: 'identity-provider',
    entry: resolve(root, 'apps/identity-provider/src/main.ts'),
    env: {
      // Production is refused, for its passwords are known to everybody.
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      FRONTAGE_DATA_DIR: dir,
      WEB_BFF_URL: publicOrigin,
      ACCESS_TOKEN_TTL_S: String(accessTokenTtlS),
      ...clientSecrets,
    },
  });
  const domain = startProcess({
    name: 'domain services',
    entry: fileURLToPath(new URL('domain.main.ts', import.meta.url)),
    env: { OIDC_ISSUER: issuer },
  });
  try {
    const [services] = await Promise.all([domain.started() as Promise<Services>, provider.port()]);
    return { services, domain, issuer, clientSecrets, dir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A port for those who must be told theirs: the provider signs its address, nginx reads it from a file. */
export async function freePort(): Promise<number> {
  await using server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
