/** Screenshots that are checked in, and the command that takes them. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesOf, pictured, screenshotsFolder } from './screenshots.ts';

/** Most bytes of one screenshot, and of all. */
const most = { each: 100_000, all: 1_000_000 };

const root = resolve(import.meta.dirname, '../../..');
const command = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'screenshots.main.ts'), ...args], { encoding: 'utf8' });

describe('screenshots', () => {
  it('are there for every page in every look, and no others', () => {
    expect(readdirSync(screenshotsFolder).sort()).toEqual(pictured.flatMap(filesOf).sort());
  });

  it('are WebP, and small', () => {
    const sizes = pictured.flatMap(filesOf).map((name) => {
      const content = readFileSync(join(screenshotsFolder, name));
      expect([name, content.toString('latin1', 8, 12)]).toEqual([name, 'WEBP']);
      expect([name, content.length < most.each]).toEqual([name, true]);
      return content.length;
    });
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(most.all);
  });

  it('that the README shows are there', () => {
    const shown = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/docs\/screenshots\/([\w.-]+)/g)].map(
      ([, name]) => name!,
    );
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.filter((name) => !pictured.flatMap(filesOf).includes(name))).toEqual([]);
  });
});

describe('npm run screenshots', () => {
  it('tells what it does', () => {
    const { status, stdout } = command('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run screenshots -- [options] [page...]');
    expect(stdout).toContain('"home"');
  });

  it('refuses a page that is not there', () => {
    const { status, stderr } = command('nowhere');
    expect(status).toBe(1);
    expect(stderr).toContain("'nowhere'");
  });
});
