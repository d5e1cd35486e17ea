/** The ground that everybody stands on: the identity provider, and one process with all domain services. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, startChild, type Child } from './child.ts';

export interface Ground {
  /** `CATALOG_URL` and the rest. */
  readonly services: Readonly<Record<string, string>>;
  readonly issuer: string;
  /** The secret of an OAuth client: production refuses the development ones. */
  readonly secretOf: (client: string) => string;
  /** Where browsers would find web-bff. */
  readonly publicOrigin: string;
  /** A folder of this run's own, removed with the ground. */
  readonly dir: string;
  /** The process of the domain services. */
  readonly domain: Child;
  close(): Promise<void>;
}

const publicOrigin = 'https://shop.example';
/** Longer than any run: nobody's session is renewed in the middle of a round. */
const accessTokenTtlS = 86_400;

/** Lays the ground. */
export async function layGround(): Promise<Ground> {
  const dir = await mkdtemp(join(tmpdir(), 'frontage-bench-'));
  const secrets = new Map<string, string>();
  const secretOf = (client: string): string => {
    let secret = secrets.get(client);
    if (secret === undefined) secrets.set(client, (secret = newSecret()));
    return secret;
  };
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const children: Child[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(children.map((child) => child.stop()));
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const provider = startChild({
      name: 'identity-provider',
      entry: resolve(root, 'apps/identity-provider/src/main.ts'),
      env: {
        // It refuses production: its passwords are known to everybody.
        NODE_ENV: 'development',
        LOG_LEVEL: 'warn',
        PORT: String(port),
        FRONTAGE_DATA_DIR: dir,
        WEB_BFF_URL: publicOrigin,
        ACCESS_TOKEN_TTL_S: String(accessTokenTtlS),
        ...Object.fromEntries(clients.map((client) => [clientSecretVariable(client), secretOf(client)])),
      },
    });
    children.push(provider);
    const domain = startChild({
      name: 'domain services',
      entry: fileURLToPath(new URL('domain-process.ts', import.meta.url)),
      env: { OIDC_ISSUER: issuer },
    });
    children.push(domain);
    const [services] = await Promise.all([domain.outcome(), provider.port()]);
    return { services: services as Ground['services'], issuer, secretOf, publicOrigin, dir, domain, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const clients = ['web-bff', 'mobile-bff', 'partner-bff'];

/** `WEB_BFF_CLIENT_SECRET` */
export const clientSecretVariable = (client: string): string =>
  `${client.toUpperCase().replaceAll('-', '_')}_CLIENT_SECRET`;

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** For those who must be told their port: the provider signs its address, nginx reads it from a file. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
