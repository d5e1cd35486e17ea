/** Clients that two generators make of the documents of partners and of the phone: they compile under `strict`, and do their work. */

import { jest } from '@jest/globals';
import { root } from '@frontage/architecture/tree';
import { loadProofs } from '@frontage/architecture/proofs';
import { developmentApiKey } from '@frontage/auth/development';
import { isBffProof, openTestBed, startIdentity, type Identity, type TestBed } from '@frontage/proof';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

jest.setTimeout(120_000);

const run = promisify(execFile);
/** Runs a program of a package: `bin/cli.js`, two folders above its module. */
const node = (module: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run(process.execPath, [join(fileURLToPath(import.meta.resolve(module)), '../..', program), ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });

interface Generator {
  readonly name: string;
  /** Arguments of the program, from document to output. */
  readonly generate: (document: string, folder: string) => Promise<unknown>;
  /** Program of a partner, beside the generated files. */
  readonly program: string;
}

const generators: readonly Generator[] = [
  {
    name: 'openapi-typescript and openapi-fetch',
    generate: (document, folder) =>
      node('openapi-typescript', 'bin/cli.js', [document, '--output', join(folder, 'schema.ts')]),
    program: `
import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

const { FRONTAGE_URL = '', FRONTAGE_KEY = '' } = process.env;
const client = createClient<paths>({ baseUrl: FRONTAGE_URL, headers: { Authorization: \`Bearer \${FRONTAGE_KEY}\` } });
const { data: list, error } = await client.GET('/v2/products', { params: { query: { limit: 100 } } });
if (error) throw new Error(error.detail);
const product = list._embedded.products.find(({ stock }) => stock?.status === 'IN_STOCK');
if (!product) throw new Error('nothing is in stock');
const placed = await client.POST('/v2/orders', {
  params: { header: { 'idempotency-key': 'generated-1' } },
  body: { currency: 'EUR', lines: [{ product: product.id, quantity: 1 }] },
});
if (placed.error) throw new Error(placed.error.detail);
if (!('lines' in placed.data)) throw new Error('it is placed later');
const total: string = placed.data.total.amount;
console.log(JSON.stringify({ id: placed.data.id, status: placed.data.status, total }));
`,
  },
  {
    name: '@hey-api/openapi-ts',
    generate: (document, folder) =>
      node('@hey-api/openapi-ts', 'bin/run.js', ['--input', document, '--output', join(folder, 'api'), '--silent'], {
        HOME: folder,
      }),
    program: `
import { client } from './api/client.gen.js';
import { listProducts, placeOrder } from './api/sdk.gen.js';

const { FRONTAGE_URL = '', FRONTAGE_KEY = '' } = process.env;
client.setConfig({ baseUrl: FRONTAGE_URL, auth: FRONTAGE_KEY });
const { data: list, error } = await listProducts({ query: { limit: 100 } });
if (!list) throw new Error(error.detail);
const product = list._embedded.products.find(({ stock }) => stock?.status === 'IN_STOCK');
if (!product) throw new Error('nothing is in stock');
const placed = await placeOrder({
  headers: { 'idempotency-key': 'generated-2' },
  body: { currency: 'EUR', lines: [{ product: product.id, quantity: 1 }] },
});
if (!placed.data) throw new Error(placed.error.detail);
if (!('lines' in placed.data)) throw new Error('it is placed later');
const total: string = placed.data.total.amount;
console.log(JSON.stringify({ id: placed.data.id, status: placed.data.status, total }));
`,
  },
];

/** Programs of the app, by the name of their generator: they change the profile, wish for a product, and register a device. */
const programsOfApp: Readonly<Record<string, string>> = {
  'openapi-typescript and openapi-fetch': `
import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

const { FRONTAGE_URL = '', FRONTAGE_KEY = '' } = process.env;
const client = createClient<paths>({ baseUrl: FRONTAGE_URL, headers: { Authorization: \`Bearer \${FRONTAGE_KEY}\` } });
const { data: me, error, response } = await client.GET('/me');
if (error) throw new Error(error.detail);
const changed = await client.PATCH('/me', {
  params: { header: { 'if-match': response.headers.get('etag') ?? '' } },
  body: { name: \`\${me.name} II\`, quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' } },
});
if (changed.error) throw new Error(changed.error.detail);
const wished = await client.PUT('/wishlist/{productId}', { params: { path: { productId: 'p-001' } } });
if (wished.error) throw new Error(wished.error.detail);
const device = await client.PUT('/devices/{id}', {
  params: { path: { id: 'generated' } },
  body: { platform: 'ios', token: 'generated-token' },
});
if (device.error) throw new Error(device.error.detail);
const { data: list } = await client.GET('/wishlist', { params: { query: { limit: 50 } } });
const wishes = list?.items.map(({ id }) => id) ?? [];
console.log(JSON.stringify({ name: changed.data.name, devices: device.data.total, isWished: wishes.includes('p-001') }));
`,
  '@hey-api/openapi-ts': `
import { client } from './api/client.gen.js';
import { addWish, changeMe, getMe, getWishlist, putDevice } from './api/sdk.gen.js';

const { FRONTAGE_URL = '', FRONTAGE_KEY = '' } = process.env;
client.setConfig({ baseUrl: FRONTAGE_URL, auth: FRONTAGE_KEY });
const { data: me, error, response } = await getMe();
if (!me) throw new Error(error.detail);
const changed = await changeMe({
  headers: { 'if-match': response?.headers.get('etag') ?? '' },
  body: { name: \`\${me.name} II\`, quietHours: null },
});
if (!changed.data) throw new Error(changed.error.detail);
await addWish({ path: { productId: 'p-001' }, throwOnError: true });
const device = await putDevice({ path: { id: 'generated' }, body: { platform: 'ios', token: 'generated-token' } });
if (!device.data) throw new Error(device.error.detail);
const { data: list } = await getWishlist({ query: { limit: 50 } });
const wishes = list?.items.map(({ id }) => id) ?? [];
console.log(JSON.stringify({ name: changed.data.name, devices: device.data.total, isWished: wishes.includes('p-001') }));
`,
};

let identity: Identity;
/** Test beds of the partner API and of the phone's. */
let bed: TestBed;
let phoneBed: TestBed;
let folder: string;
let document: string;
beforeAll(async () => {
  const proofs = (await loadProofs()).filter(isBffProof);
  const proofOf = (bff: string) => proofs.find(({ name }) => name === bff)!;
  identity = await startIdentity();
  // Time is not tried here: generators keep a machine busy.
  bed = await openTestBed(proofOf('partner-bff'), identity, { BUDGET_FACTOR: '10' });
  phoneBed = await openTestBed(proofOf('mobile-bff'), identity, { BUDGET_FACTOR: '10' });
  // Within the tree, so that the packages of the generators' output are found.
  folder = await mkdtemp(join(root, 'node_modules', '.clients-'));
  document = join(folder, 'openapi.json');
  const answer = await fetch(`${bed.origin}/v2/openapi.json`);
  await writeFile(document, await answer.text());
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bed?.close();
  await phoneBed?.close();
  await identity?.close();
});

const compilerOptions = {
  strict: true,
  target: 'es2024',
  lib: ['es2024', 'dom', 'dom.iterable'],
  types: ['node'],
  module: 'esnext',
  moduleResolution: 'bundler',
  noEmit: true,
  verbatimModuleSyntax: true,
};

interface Client {
  readonly place: string;
  readonly document: string;
  readonly generate: Generator['generate'];
  readonly program: string;
  readonly env: Readonly<Record<'FRONTAGE_URL' | 'FRONTAGE_KEY', string>>;
}

/** Generates a client, compiles its program, and runs it. Fails where the compiler complains. Returns what it printed. */
async function outputOf({ place, document: of, generate, program, env }: Client): Promise<unknown> {
  const [entry, bundled, config] = ['main.ts', 'main.mjs', 'tsconfig.json'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  await generate(of, place);
  await writeFile(entry, program);
  await writeFile(config, JSON.stringify({ compilerOptions, files: [entry] }));
  const { stdout: complaints } = await node('typescript', 'bin/tsc', ['-p', config]).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  expect(complaints).toBe('');

  await build({
    entryPoints: [entry],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const { stdout } = await run(process.execPath, [bundled], { env: { PATH: process.env['PATH'], ...env } });
  return JSON.parse(stdout);
}

const numbered = generators.map((generator, index) => ({ ...generator, index }));

it.each(numbered)(
  'the client by $name compiles under strict and places an order',
  async ({ index, generate, program }) => {
    const key = developmentApiKey('acme');
    const env = { FRONTAGE_URL: bed.origin, FRONTAGE_KEY: key };
    const made = await outputOf({ place: join(folder, String(index)), document, generate, program, env });
    const { id, status, total } = made as Readonly<Record<'id' | 'status' | 'total', string>>;
    const answer = await fetch(`${bed.origin}/v2/orders/${id}`, { headers: { Authorization: `Bearer ${key}` } });
    expect(await answer.json()).toMatchObject({ id, status, total: { amount: total } });
  },
);

it.each(numbered)(
  'the client of the phone by $name compiles under strict and changes what is its person’s',
  async ({ index, name, generate }) => {
    const who = `generated-${index}`;
    const claims = { sub: who, aud: 'mobile-bff', roles: ['customer'] };
    const env = { FRONTAGE_URL: phoneBed.origin, FRONTAGE_KEY: identity.issuer.accessToken(claims) };
    const of = join(root, 'apps/mobile-bff/openapi.json');
    const place = join(folder, `phone-${index}`);
    const made = await outputOf({ place, document: of, generate, program: programsOfApp[name]!, env });
    const { name: changed } = await phoneBed.fixtures.customer(who);
    expect(made).toEqual({ name: changed, devices: 1, isWished: true });
    expect(changed).toMatch(/ II$/);
  },
);
