import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanUp, newFolder, start, until, type Started } from './fixtures/harness.ts';

afterEach(cleanUp);

const script = fileURLToPath(new URL('../../bootstrap.mjs', import.meta.url));

/** A fake npm: notes its arguments, waits while a file `hold` exists, obeys the test. */
const fakeNpm = `
  import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
  const { FAKE_NPM = 'install' } = process.env;
  appendFileSync('npm.log', JSON.stringify({ args: process.argv.slice(2), path: process.env.PATH, node: process.execPath }) + '\\n');
  while (existsSync('hold')) await new Promise((done) => setTimeout(done, 10));
  if (FAKE_NPM === 'fail') {
    process.stdout.write('something on the way\\n');
    process.stderr.write('npm error the disk is full\\n');
    process.exit(7);
  }
  rmSync('node_modules', { recursive: true, force: true });
  mkdirSync('node_modules/.bin', { recursive: true });
  if (FAKE_NPM !== 'no-scripts') writeFileSync('node_modules/.bin/node', '');
`;

interface Clone {
  readonly folder: string;
  readonly bootstrap: (env?: NodeJS.ProcessEnv) => Started;
  readonly installs: () => readonly { readonly args: string[]; readonly path: string }[];
}

function newClone(lock: object = { packages: {} }): Clone {
  const folder = newFolder();
  const npm = join(folder, 'machine', 'npm-cli.mjs');
  mkdirSync(join(folder, 'tools'));
  mkdirSync(join(folder, 'machine'));
  copyFileSync(script, join(folder, 'tools', 'bootstrap.mjs'));
  writeFileSync(npm, fakeNpm);
  writeLock(folder, lock);
  const log = join(folder, 'npm.log');
  return {
    folder,
    bootstrap: (env) =>
      start(
        process.execPath,
        [join(folder, 'tools', 'bootstrap.mjs')],
        { ...process.env, npm_execpath: npm, ...env },
        folder,
      ),
    installs: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('\n')
            // A line without an end is being written, and may be nothing at all.
            .slice(0, -1)
            .map((line) => JSON.parse(line) as { args: string[]; path: string })
        : [],
  };
}

const writeLock = (folder: string, lock: object) =>
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
const letGo = (folder: string) => rmSync(join(folder, 'hold'));

describe('the bootstrap', () => {
  it('installs on a fresh clone, says so in two lines, and not again', async () => {
    const { bootstrap, installs } = newClone();
    const first = bootstrap();
    expect(await first.ended).toBe(0);
    expect(first.stdout()).toBe('');
    expect(first.stderr()).toMatch(
      /^Installing dependencies \(npm ci\) …\nInstalling dependencies \(npm ci\): done after \d+ s\n$/,
    );
    const second = bootstrap();
    expect(await second.ended).toBe(0);
    expect(second.stderr()).toBe('');
    expect(installs()).toHaveLength(1);
    expect(installs()[0]?.args.slice(0, 2)).toEqual(['ci', '--include=dev']);
  });

  it('installs again when the lock file changed', async () => {
    const { folder, bootstrap, installs } = newClone();
    await bootstrap().ended;
    writeLock(folder, { packages: { 'node_modules/new': { version: '1.0.0' } } });
    expect(await bootstrap().ended).toBe(0);
    expect(installs()).toHaveLength(2);
  });

  it('shows what npm said when it failed, passes its exit code on, and tries again next time', async () => {
    const { bootstrap, installs } = newClone();
    const failed = bootstrap({ FAKE_NPM: 'fail' });
    expect(await failed.ended).toBe(7);
    expect(failed.stderr()).toContain('something on the way\n');
    expect(failed.stderr()).toContain('npm error the disk is full\n');
    expect(failed.stderr()).toMatch(/Installing failed: `npm ci` ended with exit code 7\. Its output is above\.\n$/);
    expect(await bootstrap().ended).toBe(0);
    expect(installs()).toHaveLength(2);
  });

  it('names the cure when install scripts were forbidden, each time until it is applied', async () => {
    const { folder, bootstrap, installs } = newClone();
    expect(await bootstrap({ FAKE_NPM: 'no-scripts' }).ended).toBe(1);
    const again = bootstrap();
    expect(await again.ended).toBe(1);
    expect(again.stderr()).toBe(
      'node_modules/.bin/node is missing (is npm told to ignore install scripts?): run `npm rebuild node --ignore-scripts=false`.\n',
    );
    expect(installs()).toHaveLength(1);
    writeFileSync(join(folder, 'node_modules', '.bin', 'node'), '');
    expect(await bootstrap().ended).toBe(0);
  });

  it('accepts what somebody installed by hand, if it is what the lock file names', async () => {
    const wanted = {
      '': { version: '0.0.0' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/b-darwin': { version: '1.0.0', optional: true },
    };
    const { folder, bootstrap, installs } = newClone({ packages: wanted });
    const installByHand = (packages: object) => {
      mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
      writeFileSync(join(folder, 'node_modules', '.bin', 'node'), '');
      writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
    };
    installByHand({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } });
    expect(await bootstrap().ended).toBe(0);
    expect(installs()).toHaveLength(0);

    writeLock(folder, { packages: { ...wanted, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } } });
    expect(await bootstrap().ended).toBe(0);
    expect(installs()).toHaveLength(1);
  });

  it.each([
    ['a package is missing', {}],
    ['a package is too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/z': { version: '1.0.0' } }],
    ['a package has other bytes', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-z' } }],
  ])('does not accept it when %s', async (_, packages) => {
    const { folder, bootstrap, installs } = newClone({ packages: { 'node_modules/a': { version: '1.0.0' } } });
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
    expect(await bootstrap().ended).toBe(0);
    expect(installs()).toHaveLength(1);
  });

  it('installs once when several start together', async () => {
    const { folder, bootstrap, installs } = newClone();
    writeFileSync(join(folder, 'hold'), '');
    const runs = [bootstrap(), bootstrap(), bootstrap()];
    const waiting = () => runs.filter((run) => run.stderr().includes('Another install is running here')).length;
    await until('one installs and two wait', () => installs().length === 1 && waiting() === 2);
    letGo(folder);
    expect(await Promise.all(runs.map((run) => run.ended))).toEqual([0, 0, 0]);
    expect(installs()).toHaveLength(1);
    expect(existsSync(join(folder, '.data', 'bootstrap.lock'))).toBe(false);
  });

  it('does not wait for an install whose process was killed, not even when several take its place', async () => {
    const { folder, bootstrap, installs } = newClone();
    writeFileSync(join(folder, 'hold'), '');
    const killed = bootstrap();
    await until('it installs', () => installs().length === 1);
    killed.process.kill('SIGKILL');
    await killed.ended.catch(() => undefined);
    letGo(folder);
    expect(await Promise.all([bootstrap(), bootstrap(), bootstrap()].map((run) => run.ended))).toEqual([0, 0, 0]);
    expect(installs()).toHaveLength(2);
  });

  it('waits for an owner on another machine that shows signs of life', async () => {
    const { folder, bootstrap, installs } = newClone();
    const guard = join(folder, '.data', 'bootstrap.lock');
    mkdirSync(guard, { recursive: true });
    writeFileSync(join(guard, 'owner.json'), JSON.stringify({ token: 't', pid: 1, host: `not-${hostname()}` }));
    const run = bootstrap();
    await run.said('Another install is running here (process 1)');
    expect(installs()).toHaveLength(0);
  });

  it('passes a Ctrl-C on to npm and leaves no guard behind', async () => {
    const { folder, bootstrap, installs } = newClone();
    writeFileSync(join(folder, 'hold'), '');
    const run = bootstrap();
    await until('it installs', () => installs().length === 1);
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(existsSync(join(folder, '.data', 'bootstrap.lock'))).toBe(false);
    letGo(folder);
  });

  it('runs npm from the PATH without the folder that npm removes, when it was started by something else', async () => {
    const { folder, bootstrap, installs } = newClone();
    const npm = join(folder, 'machine', 'npm');
    writeFileSync(npm, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'machine', 'npm-cli.mjs')}" "$@"\n`);
    chmodSync(npm, 0o755);
    const own = join(folder, 'node_modules', '.bin');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'npm'), '#!/bin/sh\nexit 9\n');
    chmodSync(join(own, 'npm'), 0o755);
    const path = [own, join(folder, 'machine'), '/usr/bin', '/bin'].join(':');
    expect(await bootstrap({ npm_execpath: '/somewhere/yarn.js', PATH: path }).ended).toBe(0);
    expect(installs().map((call) => call.path)).toEqual([path.slice(own.length + 1)]);
  });

  it('says so when there is no npm', async () => {
    const { folder, bootstrap } = newClone();
    const run = bootstrap({ npm_execpath: '', PATH: join(folder, 'tools') });
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toMatch(/npm could not be started \(spawn npm ENOENT\)\.\n$/);
  });

  it('asks for a newer Node in one line', async () => {
    const { folder, bootstrap, installs } = newClone();
    const pretend = join(folder, 'pretend.cjs');
    writeFileSync(
      pretend,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });`,
    );
    const run = bootstrap({ NODE_OPTIONS: `--require ${pretend}` });
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toBe('Frontage needs Node 20 or newer to install itself; this is Node 18.20.4.\n');
    expect(installs()).toHaveLength(0);
  });
});
