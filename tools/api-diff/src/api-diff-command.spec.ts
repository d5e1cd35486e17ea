import { writeManifest } from '@frontage/graphql-server/manifest';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApiDiffCommand } from './api-diff-command.ts';
import { graphqlRules, graphqlWarnings, rules } from './rules.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'api-diff-'))));
afterEach(() => rmSync(root, { recursive: true }));

async function run(...args: readonly string[]) {
  let [out, said] = ['', ''];
  const code = await runApiDiffCommand(args, {
    root,
    out: (text) => void (out += text),
    say: (text) => void (said += text),
  });
  return { code, out, said };
}

const documentWith = (...paths: readonly string[]): string =>
  JSON.stringify({ openapi: '3.1.0', paths: Object.fromEntries(paths.map((path) => [path, { get: {} }])) });

function write(file: string, text: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
}

const served = 'apps/shop/openapi/v1.json';
const released = 'apps/shop/released/v1.json';

it('releases a version, lets it grow, and refuses what breaks it', async () => {
  write(served, documentWith('/a'));
  expect(await run('show')).toMatchObject({
    code: 1,
    out: expect.stringContaining('shop v1 is served and was never released'),
  });
  expect(await run('release', 'shop')).toMatchObject({ code: 0, said: 'shop v1: released\n' });
  expect(readFileSync(join(root, released), 'utf8')).toBe(documentWith('/a'));

  write(served, documentWith('/a', '/b'));
  expect(await run('show')).toEqual({ code: 0, out: 'Nothing breaks.\n', said: '' });
  expect((await run('release')).code).toBe(0);
  expect(await run('release')).toMatchObject({ code: 0, said: 'shop v1: is released as it is\n' });

  write(served, documentWith('/b'));
  const broken = { code: 1, out: 'operation-removed: GET /a is gone\n' };
  expect(await run('show')).toMatchObject(broken);
  expect(await run('release')).toMatchObject(broken);
  expect(await run('release', '--despite', 'status-removed')).toMatchObject(broken);
  expect(readFileSync(join(root, released), 'utf8')).toBe(documentWith('/a', '/b'));
  expect(await run('release', '--despite', 'operation-removed')).toMatchObject({ code: 0 });
  expect(await run('show', 'shop')).toMatchObject({ code: 0 });
});

it('knows an API of one version, whose document is openapi.json', async () => {
  write('apps/kiosk/openapi.json', documentWith('/a'));
  expect(await run('show')).toMatchObject({
    code: 1,
    out: 'kiosk openapi is served and was never released: npm run api-diff -- release kiosk\n',
  });
  expect(await run('release', 'kiosk')).toMatchObject({ code: 0, said: 'kiosk openapi: released\n' });
  expect(readFileSync(join(root, 'apps/kiosk/released/openapi.json'), 'utf8')).toBe(documentWith('/a'));
  write('apps/kiosk/openapi.json', documentWith('/b'));
  expect(await run('show')).toMatchObject({ code: 1, out: 'operation-removed: GET /a is gone\n' });
});

it('asks for the released document of a retired version to be deleted', async () => {
  write(released, documentWith('/a'));
  expect(await run('show')).toMatchObject({ code: 1, out: expect.stringContaining('delete released/v1.json') });
  expect(await run('release')).toEqual({ code: 0, out: '', said: '' });
});

describe('a GraphQL schema', () => {
  const schema = (fields: string): string => `type Query { ${fields} }`;
  beforeEach(() => {
    write('.github/CODEOWNERS', '# owners\n* @frontage/platform\n/apps/shop/ @frontage/web\n');
    write('apps/shop/schema.graphql', schema('name: String! kind: Kind! size: Int unused: Int') + ' enum Kind { A B }');
    write('apps/shop/src/page.graphql', 'query Page { name kind } query Title { name }');
    const texts = ['query Page {\n  name\n  kind\n}', 'query Title {\n  name\n}', 'query Old { size }'];
    write('apps/shop/trusted-documents.json', writeManifest(texts));
  });

  it('is compared as far as operations use it, and a break names operation, file and owner', async () => {
    expect(await run('show')).toMatchObject({
      code: 1,
      out: expect.stringContaining('shop schema is served and was never'),
    });
    expect(await run('release', 'shop')).toMatchObject({ code: 0, said: 'shop schema: released\n' });
    write('apps/shop/schema.graphql', schema('name: String kind: Kind! size: Int') + ' enum Kind { A B C }');
    expect(await run('show')).toEqual({
      code: 1,
      out:
        'warning: enum-value-added: Query.kind may be C (Kind): Page of apps/shop/src/page.graphql (@frontage/web)\n' +
        'field-nullable: Query.name was String!, and is String: Page, Title of apps/shop/src/page.graphql (@frontage/web)\n',
      said: 'That breaks clients.\n',
    });
    expect((await run('release')).code).toBe(1);
    expect((await run('release', '--despite', 'field-nullable')).code).toBe(0);
    expect(await run('show')).toEqual({ code: 0, out: 'Nothing breaks.\n', said: '' });
  });

  it('breaks what earlier releases of a client ask for, too', async () => {
    await run('release');
    write('apps/shop/schema.graphql', schema('name: String! kind: Kind!') + ' enum Kind { A B }');
    expect(await run('show')).toMatchObject({
      code: 1,
      out: 'operation-invalid: query Old Cannot query field "size" on type "Query": Old of apps/shop/trusted-documents.json (@frontage/web)\n',
    });
  });

  it('is released with the manifest of its clients', async () => {
    const manifest = (file: string): string => readFileSync(join(root, 'apps/shop', file), 'utf8');
    await run('release');
    expect(manifest('released/trusted-documents.json')).toBe(manifest('trusted-documents.json'));
    expect(await run('release')).toMatchObject({ said: 'shop schema: is released as it is\n' });
    write('apps/shop/trusted-documents.json', writeManifest(['query Other { name }']));
    expect(await run('release')).toMatchObject({ said: 'shop schema: released\n' });
    expect(manifest('released/trusted-documents.json')).toBe(manifest('trusted-documents.json'));
    expect(await run('show')).toMatchObject({ code: 0 });
  });

  it('passes with a warning', async () => {
    await run('release');
    write('apps/shop/schema.graphql', schema('name: String! kind: Kind! size: Int') + ' enum Kind { A B C }');
    expect(await run('show')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^warning: enum-value-added.*\nNothing breaks\.\n$/),
    });
  });
});

it('tells its rules and its usage, and refuses what it does not know', async () => {
  write(served, documentWith('/a'));
  expect((await run('rules')).out.trim().split('\n')).toHaveLength(
    Object.keys({ ...rules, ...graphqlRules, ...graphqlWarnings }).length,
  );
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run api-diff -- <command>') });
  expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('Usage') });
  expect(await run('show', '--despite', 'x')).toMatchObject({ code: 2 });
  expect(await run('show', 'nothing')).toMatchObject({
    code: 2,
    said: expect.stringContaining("no API of 'nothing'; use shop"),
  });
  expect(await run('release', '--despite', 'nonsense')).toMatchObject({ code: 2 });
  expect(await run('release', '--loudly')).toMatchObject({ code: 2 });
});
