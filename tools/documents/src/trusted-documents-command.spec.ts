import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTrustedDocumentsCommand } from './trusted-documents-command.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'trusted-documents-'))));
afterEach(() => rmSync(root, { recursive: true }));

async function run(...args: readonly string[]) {
  let [out, said] = ['', ''];
  const code = await runTrustedDocumentsCommand(args, {
    root,
    out: (text) => void (out += text),
    say: (text) => void (said += text),
  });
  return { code, out, said };
}

function write(file: string, text: string): void {
  mkdirSync(join(root, 'apps/shop', file, '..'), { recursive: true });
  writeFileSync(join(root, 'apps/shop', file), text);
}

const manifest = (): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'apps/shop/trusted-documents.json'), 'utf8')) as Record<string, string>;

beforeEach(() => {
  write('schema.graphql', 'type Query { name: String, size: Int }');
  write('src/name/name.graphql', 'type Query { name: String }');
  write('src/pages/page.graphql', 'query Page { ...Name } query Size { size }');
  write('proof/name.graphql', 'fragment Name on Query { name }');
});

it('collects an operation with its fragments, whatever files they stand in, and nothing of the schema', async () => {
  expect(await run('collect')).toEqual({
    code: 0,
    out: '',
    said: 'apps/shop/trusted-documents.json: 2 documents, 2 added, 0 dropped\n',
  });
  expect(Object.values(manifest()).toSorted()).toEqual([
    'fragment Name on Query {\n  name\n}\n\nquery Page {\n  ...Name\n}',
    'query Size {\n  size\n}',
  ]);
  const before = manifest();
  expect(await run('collect', 'shop')).toMatchObject({ said: expect.stringContaining('0 added, 0 dropped') });
  expect(manifest()).toEqual(before);
});

it('keeps what was released, until it is pruned, and nothing that never was', async () => {
  await run('collect');
  write('released/trusted-documents.json', readFileSync(join(root, 'apps/shop/trusted-documents.json'), 'utf8'));
  write('src/pages/page.graphql', 'query Draft { name }');
  expect(await run('collect')).toMatchObject({ said: expect.stringContaining('3 documents, 1 added, 0 dropped') });
  write('src/pages/page.graphql', 'query Page { name }');
  expect(await run('collect')).toMatchObject({ said: expect.stringContaining('3 documents, 1 added, 1 dropped') });
  const { out } = await run('list');
  expect(out.match(/no file: an earlier release of a client/g)).toHaveLength(2);
  expect(out).toMatch(/Page +sha256:[0-9a-f]{64} +apps\/shop\/src\/pages\/page\.graphql/);
  expect(await run('prune')).toMatchObject({
    code: 0,
    said: expect.stringContaining('1 documents, 0 added, 2 dropped'),
  });
  expect(Object.values(manifest())).toEqual(['query Page {\n  name\n}']);
  await run('collect');
  expect(Object.values(manifest())).toEqual(['query Page {\n  name\n}']);
});

it('tells its usage, and refuses what it does not know', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run trusted-documents') });
  expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('Usage') });
  expect(await run('collect', 'nothing')).toMatchObject({ code: 2, said: expect.stringContaining('use shop') });
  expect(await run('list', '--loudly')).toMatchObject({ code: 2 });
});

it('refuses a manifest that was edited by hand', async () => {
  await run('collect');
  const [[hex, text]] = Object.entries(manifest()) as [[string, string]];
  write('trusted-documents.json', JSON.stringify({ [hex]: `${text} ` }));
  await expect(run('collect')).rejects.toThrow(`sha256:${hex} is not the hash of its text`);
});
