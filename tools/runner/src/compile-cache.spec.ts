/** The compile cache has one writer, which has time; the processes of the house only read. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnv } from './child.ts';
import { readConfig } from './config.ts';
import { askDummy, cleanUp, dummy, fixture, isRunning, newFolder, startRunner, until } from './fixtures/harness.ts';
import { houseTable } from './house.ts';

afterEach(cleanUp);

const filler = fixture('../fill-compile-cache.ts');

/** Files of modules, by path within a cache. Links into it are not followed. */
const modulesIn = (cache: string): string[] =>
  readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{8}/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Runs the filler in an environment without a cache of its own: Node would write there, as it does for a test run. */
function fill(cache: string): { readonly status: number | null; readonly stderr: string } {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  return spawnSync(process.execPath, [filler], { env: { ...env, FRONTAGE_COMPILE_CACHE: cache }, encoding: 'utf8' });
}

describe('a process of the house', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'writes none of what it compiled when its runner gets %s',
    async (signal) => {
      const [cache, dataDir] = [newFolder(), newFolder()];
      const one = await dummy('one');
      const runner = startRunner([one], { FRONTAGE_COMPILE_CACHE: cache, FRONTAGE_DATA_DIR: dataDir });
      await runner.said('Frontage is ready');
      const pid = Number(await askDummy(one.port));
      runner.process.kill(signal);
      await until('the process is gone', () => !isRunning(pid));
      expect(modulesIn(cache)).toEqual([]);
    },
  );

  it('reads what was compiled before', async () => {
    const [cache, dataDir] = [newFolder(), newFolder()];
    // Ends at once, by itself, and keeps what it compiled.
    spawnSync(process.execPath, [fixture('dummy.mjs')], {
      env: { ...process.env, NODE_COMPILE_CACHE: cache, DUMMY_MODE: 'bad-config' },
    });
    expect(modulesIn(cache)).toHaveLength(1);
    const runner = startRunner([await dummy('one')], {
      FRONTAGE_COMPILE_CACHE: cache,
      FRONTAGE_DATA_DIR: dataDir,
      NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
    });
    await runner.said('Frontage is ready');
    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
    expect(readFileSync(join(dataDir, 'logs', 'one.log'), 'utf8')).toMatch(/dummy\.mjs was accepted/);
    expect(readdirSync(join(dataDir, 'compile-cache'))).toEqual([]);
  });
});

describe('the compile cache', () => {
  it('is filled once with what the processes load, and again only when something has changed', () => {
    const cache = newFolder();
    expect(fill(cache)).toMatchObject({ status: 0, stderr: '' });
    const filled = modulesIn(cache);
    expect(filled.length).toBeGreaterThan(1_000);

    const config = readConfig({ FRONTAGE_DATA_DIR: newFolder() });
    for (const spec of houseTable(config)) {
      const env = { ...childEnv(spec, process.env), PORT: 'none', NODE_COMPILE_CACHE: cache };
      expect(spawnSync(process.execPath, [spec.entry], { env }).status).toBe(78);
    }
    // main.ts of each, which runs when it is loaded: stripped of types, and compiled.
    const mains = modulesIn(cache).length - filled.length;
    expect(mains).toBe(2 * houseTable(config).length);

    const timesOf = (): Map<string, number> => new Map(modulesIn(cache).map((file) => [file, statSync(file).mtimeMs]));
    const unfinished = `${filled[0]!}.AbCdEf`;
    writeFileSync(unfinished, 'left by a writer that was killed');
    const before = timesOf();
    expect(fill(cache).status).toBe(0);
    expect(timesOf()).toEqual(before);

    rmSync(join(cache, 'sources'));
    rmSync(filled[0]!);
    expect(fill(cache).status).toBe(0);
    expect(modulesIn(cache)).toContain(filled[0]);
    expect(modulesIn(cache)).not.toContain(unfinished);
  }, 120_000);
});
