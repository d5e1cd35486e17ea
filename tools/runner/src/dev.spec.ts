import { join, relative } from 'node:path';
import { root } from './config.ts';
import { cleanUp, fixture, newFolder, start } from './fixtures/harness.ts';
import { foldersBehind } from './workspace.ts';

afterEach(cleanUp);

const dev = (...args: string[]) =>
  start(process.execPath, [fixture('../dev.ts'), ...args], { ...process.env, FRONTAGE_DATA_DIR: newFolder() });

describe('npm run dev', () => {
  it.each([[], ['nobody']])('shows what can be run when asked for %j', async (...args: string[]) => {
    const run = dev(...args);
    expect(await run.ended).toBe(2);
    expect(run.stderr()).toMatch(/^Usage: npm run dev -- <.*web-bff \| mobile-bff \| partner-bff>\n$/);
  });

  it('asks for a running house in one line', async () => {
    const run = dev('web-bff');
    expect(await run.ended).toBe(1);
    expect(run.stderr()).toBe('Nothing is running to develop against: `npm start` first, in another terminal.\n');
  });
});

describe('the folders behind an app', () => {
  const folders = foldersBehind(join(root, 'apps/mobile-bff')).map((folder) => relative(root, folder));

  it('are its own and those of every library that it is made of, however far below', () => {
    expect(folders[0]).toBe('apps/mobile-bff');
    expect(folders).toEqual(
      expect.arrayContaining(['libs/http-server', 'libs/errors', 'libs/service-clients/catalog']),
    );
    expect(folders.filter((folder) => /^(apps|tools)\//.test(folder))).toEqual(['apps/mobile-bff']);
    expect(new Set(folders).size).toBe(folders.length);
  });
});
