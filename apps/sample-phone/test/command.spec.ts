/** Command line, as a person runs it. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sample-phone-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const program = resolve(import.meta.dirname, '../src/phone.main.ts');
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], PHONE_STATE: join(folder, 'state.json'), ...env },
  });
  return { status, stdout, stderr };
};

it('explains itself', () => {
  expect(run(['--help'])).toEqual({ status: 0, stdout: expect.stringMatching(/^Usage: /), stderr: '' });
});

it.each([[[]], [['run']], [['walk', 'twice']], [['walk', '--bogus']]])('refuses the arguments %j', (args) => {
  expect(run(args)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^Usage: /) });
});

it('refuses a wrong environment', () => {
  expect(run(['walk'], { MOBILE_BFF_URL: 'here' })).toMatchObject({
    status: 78,
    stderr: expect.stringContaining('MOBILE_BFF_URL'),
  });
});

it('says so when nothing answers', () => {
  const { status, stdout, stderr } = run(['walk'], { MOBILE_BFF_URL: 'http://127.0.0.1:9' });
  expect([status, stderr]).toEqual([1, 'Nothing answers: `npm start` first, in another terminal.\n']);
  expect(stdout).toMatch(/^GET +\/home +none/);
});
