import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  askDummy,
  cleanUp,
  dummy,
  fixture,
  isListening,
  isRunning,
  newFolder,
  start,
  startRunner,
  until,
} from './fixtures/harness.ts';

afterEach(cleanUp);

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe('the runner, starting', () => {
  it('says that it is ready when every process is', async () => {
    const table = await Promise.all([dummy('one'), dummy('two')]);
    const runner = startRunner(table);
    await runner.said('Frontage is ready');
    expect(await Promise.all(table.map(({ port }) => isListening(port)))).toEqual([true, true]);
    expect(lines(runner.stdout())).toEqual(['Frontage is ready']);
    expect(runner.stderr()).toBe('');
  });

  it('gives each process its own ports and not those of its own environment', async () => {
    const one = await dummy('one');
    const runner = startRunner([one], { PORT: '1', ADMIN_PORT: '2', REDIS_URL: 'redis://elsewhere' });
    await runner.said('Frontage is ready');
    const env = JSON.parse(await askDummy(one.port, '/env')) as Record<string, string>;
    expect(env).toMatchObject({ PORT: String(one.port), REDIS_URL: 'redis://elsewhere' });
    expect(env).not.toHaveProperty('ADMIN_PORT');
  });

  it('names a taken port in one line, exits with 78 and starts nothing', async () => {
    const [one, two] = [await dummy('one'), await dummy('two')];
    const squatter = createServer();
    await new Promise<void>((done) => squatter.listen(two.port, '127.0.0.1', done));
    try {
      const runner = startRunner([one, two]);
      expect(await runner.ended).toBe(78);
      expect(runner.stdout()).toBe('');
      expect(lines(runner.stderr())).toEqual([
        `Port ${two.port} (two) is taken: set FRONTAGE_PORT_OFFSET (say, 1000) to move every port.`,
      ]);
      expect(await isListening(one.port)).toBe(false);
    } finally {
      squatter.close();
    }
  });

  it('sees a port that is taken on the IPv6 loopback only, where a browser may look first', async () => {
    const one = await dummy('one');
    const squatter = createServer();
    await new Promise<void>((done, fail) => squatter.once('error', fail).listen(0, '::1', done));
    const { port } = squatter.address() as AddressInfo;
    try {
      const runner = startRunner([{ ...one, ports: [{ port, passedAs: 'PORT' }] }]);
      expect(await runner.ended).toBe(78);
      expect(runner.stderr()).toContain(`Port ${port} (one) is taken`);
    } finally {
      squatter.close();
    }
  });

  it.each(['abc', '-1', '1.5', '70000'])('refuses %j as an offset with 78', async (offset) => {
    const main = start(process.execPath, [fixture('../main.ts')], {
      ...process.env,
      FRONTAGE_PORT_OFFSET: offset,
    });
    expect(await main.ended).toBe(78);
    expect(lines(main.stderr())).toEqual([
      `FRONTAGE_PORT_OFFSET must be a whole number from 0 to 61127, not "${offset}".`,
    ]);
  });

  it.each([
    ['2000', 'port 6000 (web-bff)', '2010'],
    ['1060', 'ports 5060 (web-bff), 5061 (web-bff)', '1070'],
    // Ten further on is another such port, 6679.
    ['2269', 'port 6669 (domain-services)', '2289'],
  ])('refuses %j as an offset: it moves something to where no browser goes', async (offset, ports, near) => {
    const main = start(process.execPath, [fixture('../main.ts')], { ...process.env, FRONTAGE_PORT_OFFSET: offset });
    expect(await main.ended).toBe(78);
    expect(main.stdout()).toBe('');
    expect(lines(main.stderr())).toEqual([
      `FRONTAGE_PORT_OFFSET=${offset} gives ${ports}, which browsers refuse: take another, say ${near}.`,
    ]);
  });

  it('prints what a process says about its configuration, exits with 78 and leaves nothing', async () => {
    const [good, bad] = [await dummy('good'), await dummy('bad', 'bad-config')];
    const runner = startRunner([good, bad]);
    expect(await runner.ended).toBe(78);
    expect(lines(runner.stderr())).toEqual(['bad: PORT must be a number', 'REDIS_URL must be a URL']);
    expect(await isListening(good.port)).toBe(false);
  });

  it('stops the rest when one crashes, and shows its last words', async () => {
    const [good, bad] = [await dummy('good'), await dummy('bad', 'crash')];
    const runner = startRunner([good, bad]);
    expect(await runner.ended).toBe(1);
    expect(runner.stderr()).toMatch(/^bad ended during start-up \(exit code 1\)\.\n/);
    expect(runner.stderr()).toContain('bad | Error: broken at start');
    expect(await isListening(good.port)).toBe(false);
  });

  it('names what is not ready in time, and leaves nothing', async () => {
    const [good, slow] = [await dummy('good'), await dummy('slow', 'unready')];
    const runner = startRunner([good, slow], { FRONTAGE_READY_TIMEOUT_MS: '1500' });
    expect(await runner.ended).toBe(1);
    expect(lines(runner.stderr())[0]).toBe(`Not ready after 1.5 s: slow (${slow.readyUrls[0]}: 503).`);
    expect(await Promise.all([isListening(good.port), isListening(slow.port)])).toEqual([false, false]);
  });

  it('shows warnings under the name of their process, and keeps everything in its log', async () => {
    const dataDir = newFolder();
    const runner = startRunner([await dummy('chatty', 'log')], { FRONTAGE_DATA_DIR: dataDir });
    await runner.said('Frontage is ready');
    expect(lines(runner.stderr())).toEqual(['chatty             warn   careful: low on paper']);
    expect(lines(readFileSync(join(dataDir, 'logs', 'chatty.log'), 'utf8'))).toHaveLength(2);
  });

  it('stops cleanly when told to before all is ready', async () => {
    const slow = await dummy('slow', 'unready');
    const runner = startRunner([slow]);
    await until('slow listens', () => isListening(slow.port));
    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
    expect(await isListening(slow.port)).toBe(false);
    expect(runner.stderr()).toBe('');
  });
});

describe('the runner, ending', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'on %s leaves no process and no port, and exits with 0',
    async (signal) => {
      const table = await Promise.all([dummy('one'), dummy('two')]);
      const runner = startRunner(table);
      await runner.said('Frontage is ready');
      const pids = await Promise.all(table.map(async ({ port }) => Number(await askDummy(port))));
      expect(pids.map(isRunning)).toEqual([true, true]);
      runner.process.kill(signal);
      expect(await runner.ended).toBe(0);
      expect(pids.map(isRunning)).toEqual([false, false]);
      expect(await Promise.all(table.map(({ port }) => isListening(port)))).toEqual([false, false]);
    },
  );

  it('lets Ctrl-C, which reaches every process, stop through the runner alone', async () => {
    const one = await dummy('one');
    const runner = startRunner([one]);
    await runner.said('Frontage is ready');
    const pid = Number(await askDummy(one.port));
    process.kill(pid, 'SIGINT');
    expect(Number(await askDummy(one.port))).toBe(pid);
    // npm passes on what the terminal has delivered already: that is still one Ctrl-C.
    runner.process.kill('SIGINT');
    runner.process.kill('SIGINT');
    expect(await runner.ended).toBe(0);
    expect(isRunning(pid)).toBe(false);
  });

  it('kills at once on a second Ctrl-C', async () => {
    const stubborn = await dummy('stubborn', 'stubborn');
    const runner = startRunner([stubborn]);
    await runner.said('Frontage is ready');
    const pid = Number(await askDummy(stubborn.port));
    const began = performance.now();
    runner.process.kill('SIGINT');
    // Presses that come too close together count as one: this one comes when half a second has certainly passed.
    await until('the first one is over', () => performance.now() - began > 1_000);
    runner.process.kill('SIGINT');
    expect(await runner.ended).toBe(130);
    expect(performance.now() - began).toBeLessThan(8_000);
    await until('the process is gone', () => !isRunning(pid));
  });

  it('takes its processes along when it is killed', async () => {
    const table = await Promise.all([dummy('one'), dummy('stubborn', 'stubborn')]);
    const runner = startRunner(table);
    await runner.said('Frontage is ready');
    const pids = await Promise.all(table.map(async ({ port }) => Number(await askDummy(port))));
    runner.process.kill('SIGKILL');
    expect(await runner.ended).toBe('SIGKILL');
    await until('no process is left', () => !pids.some(isRunning));
    expect(await Promise.all(table.map(({ port }) => isListening(port)))).toEqual([false, false]);
  });

  it('stops when npm, which started it, is killed', async () => {
    const one = await dummy('one');
    const parent = start('/bin/sh', ['-c', '"$NODE" "$INNER" & wait'], {
      ...process.env,
      NODE: process.execPath,
      INNER: fixture('supervise.ts'),
      TABLE: JSON.stringify([one]),
      FRONTAGE_DATA_DIR: newFolder(),
      npm_lifecycle_event: 'start',
    });
    await parent.said('Frontage is ready');
    const pid = Number(await askDummy(one.port));
    parent.process.kill('SIGKILL');
    await until('no process is left', () => !isRunning(pid));
    expect(await isListening(one.port)).toBe(false);
  });

  it('keeps the others when one crashes, and says where its log is', async () => {
    const [one, two] = [await dummy('one'), await dummy('two')];
    const runner = startRunner([one, two]);
    await runner.said('Frontage is ready');
    await askDummy(two.port, '/crash').catch(() => undefined);
    await runner.said('two ended');
    expect(lines(runner.stderr())).toEqual([
      expect.stringMatching(/^two ended \(exit code 3\); the others keep running\. Its log: .*two\.log$/),
    ]);
    expect(await isListening(one.port)).toBe(true);
    expect(runner.process.exitCode).toBeNull();
    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
  });

  it('ends with 1 when nothing is left running', async () => {
    const one = await dummy('one');
    const runner = startRunner([one]);
    await runner.said('Frontage is ready');
    await askDummy(one.port, '/crash').catch(() => undefined);
    expect(await runner.ended).toBe(1);
    expect(runner.stderr()).toContain('Nothing is left running.');
  });
});
