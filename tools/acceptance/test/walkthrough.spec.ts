/** "Add an endpoint" of the README, typed in, works in a copy of what it touches. */

import { lintWithOwaspRules, lintWithRedocly } from '@frontage/documents/lint-openapi';
import { ESLint } from 'eslint';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import tseslint from 'typescript-eslint';
import { readWalkthrough, withLines } from '../src/walkthrough.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
const { claim, written, added } = readWalkthrough(await readFile(join(root, 'README.md'), 'utf8'), 'Add an endpoint');

/** Within the repository, where packages are found, and out of everybody's sight. */
let copy: string;
beforeAll(async () => {
  await mkdir(join(root, '.data'), { recursive: true });
  copy = await mkdtemp(join(root, '.data', 'walkthrough-'));
  for (const folder of ['apps/mobile-bff', 'tools/kill-matrix'])
    await cp(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  for (const [path, text] of written) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), text, { flag: 'wx' });
  }
  for (const [path, additions] of added)
    await writeFile(join(copy, path), withLines(await readFile(join(copy, path), 'utf8'), additions));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

const newFiles = [...written.keys()];
const editedFiles = [...added.keys()];

describe('adding an endpoint, as the README has it', () => {
  it('takes as many files and lines as it says', () => {
    expect(claim).toBe('Three new files, and three lines in two others');
    expect(newFiles).toHaveLength(3);
    expect([editedFiles.length, [...added.values()].flat().length]).toEqual([2, 3]);
  });

  it('compiles', async () => {
    const config = {
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
      files: [...newFiles, ...editedFiles],
    };
    await writeFile(join(copy, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', copy]).catch((problem: { stdout: string }) => problem);
    expect(stdout).toBe('');
  }, 120_000);

  it('breaks no rule of the linter, where the files belong', async () => {
    const eslint = new ESLint({
      cwd: root,
      // The linter cannot read types of files that are not there; the compiler, above, does.
      overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
    });
    const found = await Promise.all(
      newFiles.map(async (path) => eslint.lintText(written.get(path)!, { filePath: join(root, path) })),
    );
    expect(found.flat().flatMap(({ messages }) => messages)).toEqual([]);
  }, 120_000);

  it('answers through the front door', async () => {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const spec = newFiles.find((path) => path.endsWith('.spec.ts'))!;
    const { stderr } = await run(
      process.execPath,
      ['--experimental-vm-modules', jest, '--roots', copy, '--runTestsByPath', join(copy, spec)],
      { cwd: root },
    ).catch((problem: { stderr: string }) => problem);
    expect(stderr).toMatch(/^Tests: +2 passed, 2 total$/m);
  }, 120_000);

  it('is documented as strictly as everything else', async () => {
    const surface = JSON.stringify(join(copy, 'apps/mobile-bff/src/surface.ts'));
    const print = `console.log(JSON.stringify((await import(${surface})).surface().content))`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', print], { maxBuffer: 10_000_000 });
    expect(stdout).toContain('"operationId":"getDetails"');
    expect(await lintWithRedocly(stdout)).toEqual([]);
    expect(await lintWithOwaspRules(stdout)).toEqual([]);
  }, 60_000);

  it('is tried when a service fails, as every endpoint must be', async () => {
    const file = join(copy, 'tools/kill-matrix/src/operations/mobile.ts');
    const list = `const { operations } = await (await import(${JSON.stringify(file)})).mobileBff();
      console.log(operations.map(({ name }) => name).join('\\n'));`;
    const names = async (): Promise<string> =>
      (await run(process.execPath, ['--input-type=module', '-e', list])).stdout;
    expect(await names()).toContain('GET /products/{id}/details\n');
    // Without its line there it is refused: the README asks for nothing that is not needed.
    await cp(join(root, 'tools/kill-matrix/src/operations/mobile.ts'), file);
    await expect(names()).rejects.toThrow('getDetails has no scenario here');
  }, 60_000);
});
