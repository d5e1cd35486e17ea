/** The environment of a run: the identity provider, and one process with all domain services. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, startProcess, type BenchProcess } from './process.ts';

export interface Environment {
  /** `CATALOG_URL` and the rest. */
  readonly services: Readonly<Record<string, string>>;
  readonly issuer: string;
  /** Secrets of the OAuth clients by variable: production refuses the development ones. */
  readonly clientSecrets: Readonly<Record<string, string>>;
  /** The address under which browsers would find web-bff. */
  readonly publicOrigin: string;
  /** A folder of this run's own, removed with the environment. */
  readonly dir: string;
  /** The process of the domain services. */
  readonly domain: BenchProcess;
  close(): Promise<void>;
}

const publicOrigin = 'https://shop.example';
/** Longer than any run: no session is renewed in the middle of a round. */
const accessTokenTtlS = 86_400;

/** `WEB_BFF_CLIENT_SECRET` */
export const clientSecretVariable = (app: string): string => `${app.toUpperCase().replaceAll('-', '_')}_CLIENT_SECRET`;

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Starts provider and services. */
export async function startEnvironment(): Promise<Environment> {
  const dir = mkdtempSync(join(tmpdir(), 'frontage-bench-'));
  const removeDir = (): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeDir);
  const clientSecrets = Object.fromEntries(
    ['web-bff', 'mobile-bff', 'partner-bff'].map((app) => [clientSecretVariable(app), newSecret()]),
  );
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
  const close = async (): Promise<void> => {
    await Promise.all([provider.stop(), domain.stop()]);
    removeDir();
    process.off('exit', removeDir);
  };
  try {
    const [services] = await Promise.all([domain.started(), provider.port()]);
    return { services: services as Environment['services'], issuer, clientSecrets, publicOrigin, dir, domain, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A port for those who must be told theirs: the provider signs its address, nginx reads it from a file. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
