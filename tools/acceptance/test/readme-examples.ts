/** READMEs are a promise: each of their commands prints what they say it prints. */

import { filesOf } from '@frontage/architecture/tree';
import type { House } from '@frontage/runner';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isAsShown, movePorts, readExamples } from '../src/readme.ts';

const root = new URL('../../../', import.meta.url);
const run = promisify(execFile);

export function describeReadme(house: () => House): void {
  it('the README has at least ten examples', () => {
    expect(readExamples(new URL('README.md', root)).length).toBeGreaterThanOrEqual(10);
  });

  const readmes = ['README.md', ...filesOf('apps/*/README.md')].map((file) => ({
    file,
    examples: readExamples(new URL(file, root)),
  }));
  describe.each(readmes.filter(({ examples }) => examples.length > 0))('$file', ({ examples }) => {
    it.each(examples.map((example) => [example.title, example] as const))('%s', async (_, { script, shown }) => {
      const { portOffset, dataDir } = house();
      const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', movePorts(script, portOffset)], {
        cwd: fileURLToPath(root),
        env: {
          ...process.env,
          // The house keeps its state to itself, whatever databases this machine has.
          DATABASE_URL: '',
          FRONTAGE_DATA_DIR: dataDir,
          FRONTAGE_PORT_OFFSET: String(portOffset),
          npm_config_loglevel: 'silent',
        },
        timeout: 30_000,
      });
      if (!isAsShown(stdout, movePorts(shown, portOffset))) expect(stdout).toBe(shown);
    });
  });
}
