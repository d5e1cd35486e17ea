import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');

/** The suites that a run would have, and what else it says. */
async function listed(...asked: string[]): Promise<{ readonly suites: string[]; readonly said: string }> {
  const main = resolve(import.meta.dirname, 'test-run.ts');
  // Jest in Jest must not take our worker's word for what it is.
  const { JEST_WORKER_ID: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...asked, '--listTests'], { cwd: root, env });
  const lines = stdout.split('\n').filter((line) => line !== '');
  const isSuite = (line: string): boolean => line.endsWith('.spec.ts');
  return {
    suites: lines.filter(isSuite).map((line) => relative(root, line)),
    said: lines.filter((line) => !isSuite(line)).join('\n'),
  };
}

describe('npm test, and npm run test:tools', () => {
  it('has what apps and libs promise, and says what is left; npm run test:tools has that', async () => {
    const [part, rest] = await Promise.all([listed(), listed('--tools')]);
    const suites = globSync('{apps,libs,tools}/**/*.spec.ts', {
      cwd: root,
      exclude: (name) => name === 'node_modules',
    });
    expect([...part.suites, ...rest.suites].sort()).toEqual(suites.sort());
    expect(rest.suites.filter((suite) => !suite.startsWith('tools/'))).toEqual([]);
    expect(part.said).toContain(`Not run: ${rest.suites.length} suites of tools`);
    expect(rest.said).toBe('');
  });

  it('of tools begins with what plays in a browser, as a run of its own', async () => {
    const { suites } = await listed('--tools');
    const inBrowser = suites.filter((suite) => suite.startsWith('tools/browser-tests/'));
    expect(inBrowser.length).toBeGreaterThan(1);
    expect(suites.slice(0, inBrowser.length)).toEqual(inBrowser);
  });

  it('has what is named, wherever it is', async () => {
    const { suites, said } = await listed('libs/sealing', 'tools/bundle');
    expect(new Set(suites.map((suite) => suite.split('/').slice(0, 2).join('/')))).toEqual(
      new Set(['libs/sealing', 'tools/bundle']),
    );
    expect(said).toBe('');
  });
});
