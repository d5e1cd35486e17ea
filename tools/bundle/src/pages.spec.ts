/** Build of the storefront: its weight, and that it needs nothing inline. */

import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { currentPages, pagesFolder } from './pages.ts';

/** Most bytes of JavaScript, compressed, that a first visit loads. */
const budgetBytes = 130_000;

let folder: string;
beforeAll(async () => {
  folder = await currentPages('storefront');
}, 120_000);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
/** Scripts with those that they import, and those that these import. */
function withImports(names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, imported] of read(name).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      add(`assets/${imported}`);
  };
  names.forEach(add);
  return [...found];
}
const bytesOf = (name: string): number => {
  const file = join(folder, name);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
};

it('lies in the folder of its sources, and is not built twice', async () => {
  const { mtimeMs } = statSync(join(folder, 'index.html'));
  expect(await currentPages('storefront')).toBe(folder);
  expect(pagesFolder('storefront')).toBe(folder);
  expect(statSync(join(folder, 'index.html')).mtimeMs).toBe(mtimeMs);
});

it('loads at most 130 kB of JavaScript for the first page, compressed', () => {
  const named = [...read('index.html').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name!);
  const page = globSync('assets/home.page-*.js', { cwd: folder });
  expect(page).toHaveLength(1);
  const first = withImports([...named, ...page]);
  expect(first.length).toBeGreaterThan(4);
  expect(first.some((name) => name.includes('/shop-'))).toBe(true);
  expect(first.reduce((sum, name) => sum + bytesOf(name), 0)).toBeLessThanOrEqual(budgetBytes);
});

it('waits with the first request for a few kB alone', () => {
  const early = globSync('assets/early-*.js', { cwd: folder });
  expect(early).toHaveLength(1);
  expect(withImports(early).reduce((sum, name) => sum + bytesOf(name), 0)).toBeLessThanOrEqual(8_000);
});

it('has a shell to see before any script, in the classes of its one stylesheet', () => {
  const page = read('index.html');
  const [shell] = /<div id="shell">.*<\/div>/.exec(page)!;
  for (const part of ['<header', '<form action="/search"', 'href="/cart"', '<main', 'aria-busy="true"', '<footer'])
    expect(shell).toContain(part);
  const sheets = [...page.matchAll(/<link rel="stylesheet"[^>]* href="\/([^"]+)"/g)].map(([, name]) => name!);
  expect(sheets).toHaveLength(1);
  const classes = [...shell.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names!.split(' '));
  const ruled = new Set([...read(sheets[0]!).matchAll(/\.([\w-]+)/g)].map(([, name]) => name!));
  expect(classes.length).toBeGreaterThan(10);
  expect(classes.filter((name) => !ruled.has(name))).toEqual([]);
});

it('asks for its data first: all other code waits for the styles', () => {
  const scripts = [...read('index.html').matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
  expect(scripts).toEqual([
    expect.stringMatching(/early-.*\.js/),
    expect.stringMatching(/fetchpriority="low".*index-.*\.js/),
  ]);
});

it('has nothing inline, and no asset without a hash in its name', () => {
  expect(read('index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
  const names = globSync('assets/*', { cwd: folder });
  expect(names.filter((name) => !/-[\w-]{8}\.(js|css|svg)(\.br|\.gz)?$/.test(name))).toEqual([]);
  expect(names.some((name) => name.endsWith('.js.br'))).toBe(true);
});
