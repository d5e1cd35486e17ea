import { createServer } from 'node:net';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { askDummy, cleanUp, dummy, isListening, newFolder, startRunner, until } from './fixtures/harness.ts';
import { takePlace } from './handover.ts';

afterEach(cleanUp);

describe('a handover', () => {
  it('frees the place of a process as long as it is held, and then fills it again', async () => {
    const [one, two] = [await dummy('one'), await dummy('two')];
    const dataDir = newFolder();
    const runner = startRunner([one, two], { FRONTAGE_DATA_DIR: dataDir });
    await runner.said('Frontage is ready');
    const before = await askDummy(two.port);

    const place = await takePlace(readConfig({ FRONTAGE_DATA_DIR: dataDir }), 'two');
    expect(await Promise.all([isListening(one.port), isListening(two.port)])).toEqual([true, false]);

    place?.giveBack();
    await runner.said('two is back.');
    expect(await askDummy(two.port)).not.toBe(before);
    expect(runner.stderr()).toBe('two is handed over.\ntwo is back.\n');

    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
    expect(await isListening(two.port)).toBe(false);
  });

  it('waits for whoever had the place and is still leaving, as after kill -9 of `npm run dev`', async () => {
    const two = await dummy('two');
    const dataDir = newFolder();
    const runner = startRunner([two], { FRONTAGE_DATA_DIR: dataDir });
    await runner.said('Frontage is ready');
    const place = await takePlace(readConfig({ FRONTAGE_DATA_DIR: dataDir }), 'two');
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(two.port, '127.0.0.1', done));
    place?.giveBack();
    setTimeout(() => holder.close(), 1_000);
    await runner.said('two is back.');
    expect(runner.stderr()).toBe('two is handed over.\ntwo is back.\n');
    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
  });

  it('does not keep a house from stopping, nor bring back what was handed over', async () => {
    const one = await dummy('one');
    const dataDir = newFolder();
    const runner = startRunner([one], { FRONTAGE_DATA_DIR: dataDir });
    await runner.said('Frontage is ready');
    await takePlace(readConfig({ FRONTAGE_DATA_DIR: dataDir }), 'one');
    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
    expect(await isListening(one.port)).toBe(false);
  });

  it('refuses a name that the house does not know', async () => {
    const dataDir = newFolder();
    const runner = startRunner([await dummy('one')], { FRONTAGE_DATA_DIR: dataDir });
    await runner.said('Frontage is ready');
    await expect(takePlace(readConfig({ FRONTAGE_DATA_DIR: dataDir }), 'three')).rejects.toThrow(
      'There is no process named three.',
    );
  });

  it('finds nobody where no house runs', async () => {
    expect(await takePlace(readConfig({ FRONTAGE_DATA_DIR: newFolder() }), 'one')).toBeUndefined();
  });

  it('works where the path of the state is longer than a socket may have, and after a house that was killed', async () => {
    const one = await dummy('one');
    const dataDir = join(newFolder(), 'x'.repeat(120));
    const env = { FRONTAGE_DATA_DIR: dataDir };
    const killed = startRunner([one], env);
    await killed.said('Frontage is ready');
    killed.process.kill('SIGKILL');
    await until('its port is free', async () => !(await isListening(one.port)));
    const runner = startRunner([one], env);
    await runner.said('Frontage is ready');
    expect(await takePlace(readConfig(env), 'one')).toBeDefined();
    runner.process.kill('SIGTERM');
    expect(await runner.ended).toBe(0);
  });
});
