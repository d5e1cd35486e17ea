/** The loop of a developer: a mended source starts the process again. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  askDummy,
  cleanUp,
  dummy,
  fixture,
  isRunning,
  newFolder,
  start,
  until,
  type Started,
} from './fixtures/harness.ts';

afterEach(cleanUp);

const good: Readonly<Record<string, string>> = {
  'app/main.mjs': `
    import { createServer } from 'node:http';
    import { value } from './part.mjs';
    createServer((_, response) => response.end(JSON.stringify({ value, pid: process.pid })))
      .listen(Number(process.env.PORT), '127.0.0.1');
  `,
  'app/part.mjs': `export { value } from '../lib/value.mjs';`,
  'lib/value.mjs': `export const value = 'one';`,
};

interface Loop extends Started {
  readonly write: (file: string, text: string) => void;
  readonly remove: (file: string) => void;
  readonly says: (value: string) => Promise<number>;
  /** Lines of this kind, so far. */
  readonly count: (kind: 'restarts' | 'ended') => number;
}

/** Starts the loop over these files, instead of the good ones of the same name. */
async function startLoop(files: Readonly<Record<string, string>> = {}): Promise<Loop> {
  const folder = newFolder();
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [file, text] of Object.entries({ ...good, ...files })) write(file, text);
  const { port, ...spec } = await dummy('app');
  const loop = start(process.execPath, [fixture('develop.ts')], {
    ...process.env,
    SPEC: JSON.stringify({ ...spec, entry: join(folder, 'app/main.mjs') }),
    FOLDERS: JSON.stringify([join(folder, 'app'), join(folder, 'lib')]),
    FRONTAGE_DATA_DIR: newFolder(),
  });
  return {
    ...loop,
    write,
    remove: (file) => rmSync(join(folder, file)),
    async says(value) {
      let pid = 0;
      await until(`it says ${value}: ${loop.stdout()}${loop.stderr()}`, async () => {
        const answer = await askDummy(port).catch(() => undefined);
        if (answer === undefined) return false;
        const found = JSON.parse(answer) as { readonly value: string; readonly pid: number };
        pid = found.pid;
        return found.value === value;
      });
      return pid;
    },
    count: (kind) => loop.stdout().match(new RegExp(`^app ${kind}`, 'gm'))?.length ?? 0,
  };
}

describe('a watched process', () => {
  it.each([
    ['an import that cannot be resolved', 'app/part.mjs', `export { value } from './nowhere.mjs';`],
    ['a package that is not there', 'app/part.mjs', `import 'no-such-package'; export const value = 1;`],
    ['a syntax error', 'lib/value.mjs', `export const value = ;`],
    ['a name that is not exported', 'lib/value.mjs', `export const other = 1;`],
    ['an error while it loads', 'app/main.mjs', `throw new Error('not today');`],
  ])('starts again when %s is put right, whether it came later or was there at first', async (_, file, bad) => {
    const loop = await startLoop({ [file]: bad });
    await until('it ends', () => loop.count('ended') === 1);
    loop.write(file, good[file]!);
    await loop.says('one');
    loop.write(file, bad);
    await until('it ends again', () => loop.count('ended') === 2);
    loop.write(file, good[file]!.replace('one', 'two'));
    await loop.says(file.startsWith('lib') ? 'two' : 'one');
    expect([loop.count('restarts'), loop.count('ended')]).toEqual([3, 2]);
  });

  it('starts again when a file that was deleted is there again, and when one that is missing comes', async () => {
    const loop = await startLoop();
    await loop.says('one');
    loop.remove('lib/value.mjs');
    await until('it ends', () => loop.count('ended') === 1);
    loop.write('lib/value.mjs', `export const value = 'back';`);
    await loop.says('back');
    loop.write('app/part.mjs', `export { value } from './deep/er/new.mjs';`);
    await until('it ends', () => loop.count('ended') === 2);
    loop.write('app/deep/er/new.mjs', `export const value = 'new';`);
    await loop.says('new');
    loop.write('app/deep/er/new.mjs', `export const value = 'newer';`);
    await loop.says('newer');
  });

  it('starts again when a library changes, once for a burst, and not for a spec', async () => {
    const loop = await startLoop();
    const before = await loop.says('one');
    loop.write('app/part.spec.ts', '');
    loop.write('app/test/x.ts', '');
    loop.write('app/proof/x.ts', '');
    loop.write('app/README.md', '');
    for (let index = 0; index < 10; index += 1) loop.write(`lib/more-${index}.mjs`, '');
    loop.write('lib/value.mjs', `export const value = 'two';`);
    expect(await loop.says('two')).not.toBe(before);
    expect(loop.count('restarts')).toBeLessThan(11);
    expect(loop.stdout()).toMatch(/^app restarts: .*lib\/more-\d\.mjs and \d+ more changed\.$/m);
    expect(loop.stdout()).not.toMatch(/spec|test|proof|README/);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves nothing when its loop gets %s',
    async (signal) => {
      const loop = await startLoop();
      const pid = await loop.says('one');
      loop.process.kill(signal);
      expect(await loop.ended).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 0);
      await until('the process is gone', () => !isRunning(pid));
    },
  );

  it('ends when it is told to while nothing runs', async () => {
    const loop = await startLoop({ 'app/main.mjs': 'process.exit(3)' });
    await until('it ends', () => loop.count('ended') === 1);
    expect(loop.stdout()).toContain('app ended (exit code 3); it starts again when a file changes');
    loop.process.kill('SIGTERM');
    expect(await loop.ended).toBe(0);
  });
});
