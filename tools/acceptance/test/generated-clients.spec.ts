/** Clients that two generators make of the partner API's document: they compile under `strict`, and place an order. */

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

let identity: Identity;
let bed: TestBed;
let folder: string;
let document: string;
beforeAll(async () => {
  const proof = (await loadProofs()).filter(isBffProof).find(({ name }) => name === 'partner-bff')!;
  identity = await startIdentity();
  // Time is not tried here: generators keep a machine busy.
  bed = await openTestBed(proof, identity, { BUDGET_FACTOR: '10' });
  // Within the tree, so that the packages of the generators' output are found.
  folder = await mkdtemp(join(root, 'node_modules', '.clients-'));
  document = join(folder, 'openapi.json');
  const answer = await fetch(`${bed.origin}/v2/openapi.json`);
  await writeFile(document, await answer.text());
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bed?.close();
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

it.each(generators.map((generator, index) => ({ ...generator, index })))(
  'the client by $name compiles under strict and places an order',
  async ({ index, generate, program }) => {
    const place = join(folder, String(index));
    const [entry, bundled, config] = ['main.ts', 'main.mjs', 'tsconfig.json'].map((name) => join(place, name)) as [
      string,
      string,
      string,
    ];
    await generate(document, place);
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
    const key = developmentApiKey('acme');
    const env = { PATH: process.env['PATH'], FRONTAGE_URL: bed.origin, FRONTAGE_KEY: key };
    const { stdout } = await run(process.execPath, [bundled], { env });
    const { id, status, total } = JSON.parse(stdout) as Readonly<Record<'id' | 'status' | 'total', string>>;
    const answer = await fetch(`${bed.origin}/v2/orders/${id}`, { headers: { Authorization: `Bearer ${key}` } });
    expect(await answer.json()).toMatchObject({ id, status, total: { amount: total } });
  },
);
