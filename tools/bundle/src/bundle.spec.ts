/** Bundles of every app, started as in production. BFFs answer over the hosted domain as they do unbundled. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { developmentApiKey } from '@frontage/auth/development';
import { startFakeIssuer, type FakeIssuer } from '@frontage/auth/fake';
import { hostDomain, type HostedDomain } from '@frontage/mock-domain';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, root, type Bundle } from './bundle.ts';

const tellPort = fileURLToPath(new URL('fixtures/tell-port.mjs', import.meta.url));

interface Client {
  readonly path: string;
  readonly init: () => RequestInit;
  /** Product within the answer. */
  readonly product: (body: never) => unknown;
  readonly seen: object;
  /** Paths of files that are copied beside the bundle. */
  readonly files?: readonly string[];
}

const name = 'Quiet desk lamp in glass';
const price = { amount: expect.anything() as unknown, currency: 'EUR' };
const query = '{ product(id: "p-001") { name price { net { amount currency } } stock { status } rating { count } } }';
const clients: Readonly<Record<string, Client>> = {
  'web-bff': {
    path: '/graphql',
    init: () => ({
      method: 'POST',
      headers: { 'X-CSRF': '1', 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
    product: ({ data }: { data: { product: unknown } }) => data.product,
    seen: { name, price: { net: price }, stock: { status: 'IN_STOCK' }, rating: { count: 23 } },
  },
  'mobile-bff': {
    path: '/products/p-001',
    init: () => ({}),
    product: (body) => body,
    seen: { name, price, stock: 'IN_STOCK', rating: { count: 23 } },
  },
  'partner-bff': {
    path: '/v2/products/p-001',
    init: () => ({ headers: { Authorization: `Bearer ${developmentApiKey('acme')}` } }),
    product: (body) => body,
    seen: { name, price: { net: price } },
    files: [
      '/docs/getting-started',
      '/docs/assets/look.css',
      '/docs/assets/docs.css',
      '/docs/assets/swagger-ui-bundle.js',
      '/portal',
      '/portal/assets/look.css',
      '/portal/assets/portal.css',
      '/portal/assets/main.js',
    ],
  },
};

let issuer: FakeIssuer;
let domain: HostedDomain;
beforeAll(async () => {
  issuer = await startFakeIssuer();
  domain = await hostDomain({ authorize: createServiceAuthorizer(createIssuer({ identifier: issuer.url, fetch })) });
});
afterAll(async () => {
  await domain.close();
  await issuer.close();
});

/** Folder of one suite, within the tree, so that packages beside a bundle are found. */
let folder: string;
const inFolder = (): void => {
  beforeAll(async () => {
    folder = await mkdtemp(join(root, 'node_modules', '.bundle-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
};

const started = new Set<ChildProcess>();
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
});

function start(file: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(process.execPath, ['--import', tellPort, file], {
    cwd: tmpdir(),
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      ADMIN_PORT: '0',
      DRAIN_DELAY_MS: '0',
      FRONTAGE_DATA_DIR: folder,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  started.add(child);
  return child;
}

/** Port that the process listens on. Rejects with its standard error when it ends instead. */
async function portOf(child: ChildProcess): Promise<number> {
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit').then((how) => {
    throw new Error(`ended with ${how.join(' ')}: ${said}`);
  });
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
  return port;
}

/** Built-in modules that the process has loaded. */
async function builtInModulesOf(child: ChildProcess): Promise<readonly string[]> {
  child.send('modules');
  const [modules] = (await once(child, 'message')) as [readonly string[]];
  return modules;
}

/** Port on which no process listens. */
async function portOfNobody(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Modification times of the files below a folder. */
async function timesOf(path: string): Promise<ReadonlyMap<string, number>> {
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  const names = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(names.map(async (name) => [name, (await stat(name)).mtimeMs] as const)));
}

async function stop(child: ChildProcess): Promise<unknown[]> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  return exited;
}

const packagesOf = (modules: readonly string[]): string[] =>
  modules.flatMap((module) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? []);

/** Name and version of each package that modules are from. */
const versionsOf = (modules: readonly string[]): Promise<string[]> =>
  Promise.all(
    [...new Set(packagesOf(modules))].map(async (place) => {
      const text = await readFile(join(root, place, 'package.json'), 'utf8');
      const manifest = JSON.parse(text) as { readonly name: string; readonly version: string };
      return `${manifest.name}@${manifest.version}`;
    }),
  );

/** BFFs that keep something in a database. */
const keepsRows: ReadonlySet<string> = new Set(['mobile-bff', 'partner-bff']);

describe.each(Object.entries(clients))('the bundle of %s', (app, { path, init, product, seen, files = [] }) => {
  inFolder();
  let made: Bundle;
  beforeAll(async () => {
    made = await bundle(app, folder);
  }, 60_000);

  it('answers over the services, keeps what it compiled, and writes nothing when it is told to stop', async () => {
    const cache = join(folder, 'compile-cache');
    const child = start(made.file, {
      ...domain.env,
      NODE_COMPILE_CACHE: cache,
      NODE_ENV: 'test',
      OIDC_ISSUER: issuer.url,
      MAX_LAG_MS: '60000',
      BUDGET_FACTOR: '10',
    });
    const origin = `http://127.0.0.1:${await portOf(child)}`;
    const answer = await fetch(`${origin}${path}`, init());
    expect(product((await answer.json()) as never)).toMatchObject(seen);
    const missing = await fetch(`${origin}/nothing`, { headers: { 'X-CSRF': '1' } });
    expect(await missing.json()).toMatchObject({ status: missing.status, requestId: expect.any(String) as string });
    // Node's own copy of undici, for `fetch` and its classes: 5 MB, and there is one in the bundle.
    expect((await builtInModulesOf(child)).filter((name) => name.includes('undici'))).toEqual([]);
    const kept = await timesOf(cache);
    expect(kept.size).toBeGreaterThan(0);
    expect(await stop(child)).toEqual([0, null]);
    expect(await timesOf(cache)).toEqual(kept);
  }, 60_000);

  it('finds what is loaded only when it is wanted', async () => {
    const nobody = `127.0.0.1:${await portOfNobody()}`;
    const child = start(made.file, { REDIS_URL: `redis://${nobody}` });
    const origin = `http://127.0.0.1:${await portOf(child)}`;
    for (const file of files) expect([file, (await fetch(`${origin}${file}`)).status]).toEqual([file, 200]);
    expect(await stop(child)).toEqual([0, null]);
    if (app !== 'partner-bff') return;
    const lost = start(made.file, { DATABASE_URL: `postgres://me@${nobody}/shop` });
    await expect(portOf(lost)).rejects.toThrow(/ECONNREFUSED/);
  }, 60_000);

  it('has everything but what is compiled for a machine, which is locked', async () => {
    expect(Object.keys(made.dependencies)).toEqual(keepsRows.has(app) ? ['better-sqlite3'] : []);
    const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as { packages: object };
    for (const [name, version] of Object.entries(made.dependencies))
      expect(lock.packages).toHaveProperty([`node_modules/${name}`, 'version'], version);
  });

  it('has one copy of each version of a package', async () => {
    const versions = await versionsOf([...made.modules.atStart, ...made.modules.later]);
    expect(versions.sort()).toEqual([...new Set(versions)]);
  });

  it('reads at the start only what is needed without Redis and a database', () => {
    const early = packagesOf(made.modules.atStart);
    for (const name of ['@redis/client', 'pg', '@apollo/usage-reporting-protobuf', 'follow-redirects'])
      expect(early).not.toContain(`node_modules/${name}`);
    if (app !== 'partner-bff') expect(early).not.toContain('node_modules/kysely');
    expect(made.modules.atStart.filter((module) => module.includes('zod/v4/locales/'))).toHaveLength(1);
  });

  it('knows SQL where it keeps something in it, and nowhere else', () => {
    const all = packagesOf([...made.modules.atStart, ...made.modules.later]);
    const sql = new Set(all.filter((place) => /\/(pg|kysely|better-sqlite3)$/.test(place)));
    expect([...sql]).toEqual(keepsRows.has(app) ? ['node_modules/kysely', 'node_modules/pg'] : []);
  });
});

describe.each(['identity-provider', 'domain-services', 'message-log'])('the bundle of %s', (app) => {
  inFolder();

  it('starts, and fills a compile cache even where it refuses to', async () => {
    const { file } = await bundle(app, folder);
    const cache = join(folder, 'compile-cache');
    const refused = start(file, { NODE_ENV: 'production', NODE_COMPILE_CACHE: cache });
    expect(await once(refused, 'exit')).toEqual([78, null]);
    expect(await readdir(cache)).toHaveLength(1);
    const child = start(file, {
      NODE_COMPILE_CACHE: cache,
      OIDC_ISSUER: issuer.url,
      ...Object.fromEntries(Object.keys(domain.env).map((name) => [name.replace('_URL', '_PORT'), '0'])),
    });
    await portOf(child);
    expect(await stop(child)).toEqual([0, null]);
  }, 60_000);
});
