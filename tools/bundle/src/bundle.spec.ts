import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, root } from './bundle.ts';

let folder: string;
beforeEach(async () => {
  // Within the tree: what is not bundled is found there.
  folder = await mkdtemp(join(root, 'node_modules', '.bundle-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a bundle', () => {
  it.each([
    ['web-bff', {}],
    ['mobile-bff', {}],
    ['partner-bff', { 'better-sqlite3': expect.stringMatching(/^\d/) as string }],
  ])(
    'of %s is one file that starts',
    async (app, dependencies) => {
      const made = await bundle(app, folder);
      expect(made.dependencies).toEqual(dependencies);
      const code = (await readdir(folder, { recursive: true })).filter((name) => /\.m?js$/.test(name));
      expect(code.filter((name) => !name.includes('start-page') && !name.includes('browser'))).toEqual(['main.mjs']);
      const child = spawn(process.execPath, [made.file], {
        cwd: tmpdir(),
        env: { PATH: process.env['PATH'] ?? '', PORT: '0', ADMIN_PORT: '0', FRONTAGE_DATA_DIR: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const exited = once(child, 'exit');
      const isServing = (): boolean => said.includes('"msg":"serving"');
      while (!isServing() && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), exited]);
      if (!isServing()) throw new Error(said);
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    },
    60_000,
  );
});
