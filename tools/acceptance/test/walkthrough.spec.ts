/**
 * "Add an endpoint" is a promise like a command: what the READMEs show is typed in, in a copy of the tree, and works. Files are counted: a
 * hand touches four at most, and everything that changes lies in the folder of one app.
 */

import { loadBffs } from '@frontage/architecture/proofs';
import { lintWithOwaspRules, lintWithRedocly } from '@frontage/documents/lint-openapi';
import { ESLint } from 'eslint';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import tseslint from 'typescript-eslint';
import { copyTree, type ScratchTree } from '../src/scratch-tree.ts';
import { readWalkthrough, withEdits, type Walkthrough } from '../src/walkthrough.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
const tellWhenStuck = new URL('../src/tell-when-stuck.mjs', import.meta.url).href;
const most = 4;
const limitMs = 600_000;

interface Addition extends Walkthrough {
  readonly readme: string;
  /** `apps/web-bff/` */
  readonly app: string;
  /** Files that are written or edited by hand. */
  readonly byHand: readonly string[];
}

const titles = ['Add an endpoint', 'Add a field'];
const bffs = await loadBffs();

/** Walkthroughs of the root's README and of the BFFs'. */
const additions = ['README.md', ...bffs.map(({ name }) => `apps/${name}/README.md`)].flatMap((readme) =>
  titles.flatMap((title): Addition[] => {
    const walkthrough = readWalkthrough(readFileSync(join(root, readme), 'utf8'), title);
    const byHand = [...walkthrough.written.keys(), ...walkthrough.edited.keys()].sort();
    if (byHand.length === 0) return [];
    return [{ ...walkthrough, readme, byHand, app: byHand[0]!.split('/').slice(0, 2).join('/').concat('/') }];
  }),
);

let tree: ScratchTree;
/** Files that have changed in the end, generated or not. */
let changed: readonly string[];
const inTree = (...command: readonly string[]) =>
  run(process.execPath, ['--import', tellWhenStuck, ...command], { cwd: tree.folder, maxBuffer: 100_000_000 });

beforeAll(async () => {
  tree = await copyTree(root);
  const before = await tree.snapshot();
  for (const { written, edited } of additions) {
    for (const [path, text] of written) {
      expect(before.has(path)).toBe(false);
      await tree.write(path, text);
    }
    for (const [path, edits] of edited) await tree.write(path, withEdits(await tree.read(path), edits));
  }
  await inTree('tools/documents/src/main.ts');
  await inTree('tools/kill-matrix/src/map.main.ts');
  // Minutes for all of them: where it writes is seen with the one that has least to try.
  const [least] = bffs.toSorted((a, b) => a.operations.length - b.operations.length);
  await inTree('tools/kill-matrix/src/kill-matrix.main.ts', least!.name);
  changed = await tree.changesSince(before);
}, limitMs);
afterAll(() => tree?.remove());

it('is shown for every BFF', () => {
  expect([...new Set(additions.map(({ app }) => app))].sort()).toEqual(bffs.map(({ name }) => `apps/${name}/`).sort());
});

describe.each(additions.map((addition) => ({ ...addition, title: addition.app })))(
  'what is added to $title',
  ({ app, readme, claim, written, edited, byHand }) => {
    it('takes four files at most, all of them in its folder', () => {
      expect(byHand.length).toBeLessThanOrEqual(most);
      expect(byHand.filter((path) => !path.startsWith(app))).toEqual([]);
      const lines = [...edited.values()].flat().length;
      if (readme === 'README.md') expect([claim, written.size, lines]).toEqual(['Three new files and one line', 3, 1]);
    });

    it('is written down there too, by commands', () => {
      const generated = changed.filter((path) => path.startsWith(app) && !byHand.includes(path));
      expect(generated.length).toBeGreaterThan(0);
      for (const path of generated)
        expect(path).toMatch(
          /(README\.md|openapi(\/v\d+)?\.json|schema\.graphql|schema\.types\.ts|trusted-documents\.json|docs\/[a-z-]+\.md)$/,
        );
    });

    it('breaks no rule of the linter', async () => {
      const eslint = new ESLint({
        cwd: root,
        // The linter is told of files that are not there: what needs their types is the compiler's, below.
        overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
      });
      const found = await Promise.all(
        [...written].map(async ([path, text]) => eslint.lintText(text, { filePath: join(root, path) })),
      );
      expect(found.flat().flatMap(({ messages }) => messages)).toEqual([]);
    }, 120_000);
  },
);

describe('all of it together', () => {
  it('changes nothing outside the folders of these apps, but types that are generated for their clients', () => {
    const elsewhere = changed.filter((path) => !additions.some(({ app }) => path.startsWith(app)));
    expect(elsewhere).toEqual(['apps/sample-phone/src/api.types.ts']);
  });

  it(
    'compiles',
    async () => {
      const { stdout } = await inTree(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json').catch(
        (problem: { stdout: string }) => problem,
      );
      expect(stdout).toBe('');
    },
    limitMs,
  );

  it(
    'is answered through the front door, and documented',
    async () => {
      const jest = join(root, 'node_modules/jest/bin/jest.js');
      const specs = [
        ...additions.map(({ app }) => `${app}test/operations.spec.ts`),
        'tools/documents/src/documents.spec.ts',
      ];
      const { stderr } = await inTree(jest, '--verbose', '--rootDir', '.', '--runTestsByPath', ...specs).catch(
        (problem: { stderr: string }) => problem,
      );
      expect(stderr).toMatch(/^Tests: +\d+ passed, \d+ total$/m);
      expect(stderr).toContain('GET /products/{id}/details answers in full');
    },
    limitMs,
  );

  it('is documented as strictly as everything else', async () => {
    const documents = changed.filter((path) => /(^|\/)openapi(\/v\d+)?\.json$/.test(path));
    expect(documents.length).toBeGreaterThan(1);
    for (const path of documents) {
      const text = await tree.read(path);
      expect([path, await lintWithRedocly(text), await lintWithOwaspRules(text)]).toEqual([path, [], []]);
    }
  }, 120_000);

  it('is refused without its proof: the READMEs ask for nothing that is not needed', async () => {
    const { proof } = Object.fromEntries(
      additions.flatMap(({ written }) => [...written.keys()]).map((path) => [path.split('/')[2]!, path]),
    );
    await tree.write(proof!, 'export const proof = { scenarios: {} };');
    await expect(inTree('tools/documents/src/main.ts')).rejects.toThrow('has no scenario in proof/');
  }, 60_000);
});
