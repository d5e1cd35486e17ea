/** Jest as it is set up: spec files in Node itself, apart from each other where one could disturb the next. */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: string[];
    }[];
  }[];
}

const root = resolve(import.meta.dirname, '../../..');
mkdirSync(join(root, '.data'), { recursive: true });
const folder = mkdtempSync(join(root, '.data', 'jest-in-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { default: config } = (await import(join(root, 'jest.config.mjs'))) as { default: object };

/** Runs spec files in one worker, one after the other, and tells of each test: its status, and the first line of what failed. */
async function run(specs: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  for (const [name, text] of Object.entries(specs)) writeFileSync(join(folder, name), text);
  const options = { ...config, rootDir: root, roots: [folder], maxWorkers: 1, watchPathIgnorePatterns: [] };
  // Jest in Jest must not take our worker's word for what it is.
  const { JEST_WORKER_ID: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '--json', '--config', JSON.stringify(options)],
    { cwd: root, env },
  ).catch((failed: { stdout: string }) => failed);
  const { testResults } = JSON.parse(stdout) as Report;
  const told = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status, failureMessages }) => [
      title,
      [status, ...firstLines(failureMessages)].join(': '),
    ]),
  );
  return Object.fromEntries(told) as Record<string, string>;
}

const firstLines = (messages: readonly string[]): string[] => messages.map((message) => message.split('\n')[0]!);

it('puts back what a file has changed, and loads modules once', async () => {
  const seen = await run({
    'shared.ts': 'export const shared: { by: number } = { by: 0 };',
    'a.spec.ts': `
      import { jest } from '@jest/globals';
      import { shared } from './shared.ts';
      it('changes things', () => {
        process.env['LEFT_BEHIND'] = 'yes';
        process.env['HOME'] = '/elsewhere';
        jest.spyOn(Math, 'random').mockReturnValue(4);
        jest.useFakeTimers({ now: 0 });
        jest.setTimeout(10);
        expect([Math.random(), Date.now(), (shared.by += 1)]).toEqual([4, 0, expect.any(Number)]);
      });`,
    'b.spec.ts': `
      import fs from 'node:fs';
      import { shared } from './shared.ts';
      it('finds things as they were', async () => {
        expect(process.env['LEFT_BEHIND']).toBeUndefined();
        expect(process.env['HOME']).not.toBe('/elsewhere');
        expect(Math.random()).toBeLessThan(1);
        expect(Date.now()).toBeGreaterThan(0);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(process.getBuiltinModule('fs')).toBe(fs);
      });
      it('shares modules', () => expect((shared.by += 1)).toEqual(expect.any(Number)));`,
  });
  expect(seen).toEqual({
    'changes things': 'passed',
    'finds things as they were': 'passed',
    'shares modules': 'passed',
  });
}, 60_000);

it('reports what fails: expectations, timeouts, rejections that nobody handles, hooks', async () => {
  const seen = await run({
    'c.spec.ts': `
      it('expects too much', () => expect(1 as number).toBe(2));
      it('never ends', () => new Promise(() => undefined), 20);
      it('rejects beside it', async () => {
        void Promise.reject(new Error('nobody handles this'));
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
      describe('a hook that fails', () => {
        beforeAll(() => { throw new Error('no ground to stand on'); });
        it('fails what is in its block', () => undefined);
      });
      it('passes', () => undefined);`,
  });
  expect(seen).toMatchObject({
    'expects too much': 'failed: Error: expect(received).toBe(expected) // Object.is equality',
    'never ends': expect.stringContaining('Exceeded timeout of 20 ms') as string,
    'rejects beside it': 'failed: Error: nobody handles this',
    'fails what is in its block': 'failed: Error: no ground to stand on',
    passes: 'passed',
  });
}, 60_000);
