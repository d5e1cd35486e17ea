/**
 * `npm test`: Jest over what proves apps and libs. `npm run test:tools`: over the rest. With arguments Jest does what they say, over all
 * suites: `npm test -- tools/bench`.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileCacheFolder } from './compile-cache.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Pattern of Jest for the suites of a folder. */
const suitesOf = (folder: string): string => `${root}/${folder}/`.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const without = (pattern: string): readonly string[] => [
  `--testPathIgnorePatterns=${pattern}`,
  '--testPathIgnorePatterns=/node_modules/',
];

/** Suites of tools: they read the whole tree, start houses, break everything, or measure, and take minutes. */
const tools = suitesOf('tools');

/** Suites in a browser. They have the machine to themselves: beside two other workers a page takes half as long again, and whoever has a limit of time is late. */
const browsers = suitesOf('tools/browser-tests');

const given = process.argv.slice(2);
const ofTools = given[0] === '--tools';
const asked = ofTools ? given.slice(1) : given;
/** Named suites run wherever they are. */
const names = asked.some((argument) => !argument.startsWith('-'));
const everythingOfTools = [[browsers], [tools, ...without(browsers)]];
const parts: readonly (readonly string[])[] = names ? [[]] : ofTools ? everythingOfTools : [without(tools)];

let jest: ChildProcess | undefined;
let endedBy: NodeJS.Signals | undefined;
// Ctrl-C reaches both; the one who waits must not be the first to go.
process.on('SIGINT', () => (endedBy = 'SIGINT'));
process.on('SIGTERM', () => {
  endedBy = 'SIGTERM';
  jest?.kill('SIGTERM');
});

let exitCode = 0;
for (const part of parts) {
  if (endedBy === undefined) exitCode = (await run(part)) || exitCode;
}
// A part that was never run has not passed, even where the signal came between two.
if (endedBy !== undefined && exitCode === 0) exitCode = endedBy === 'SIGINT' ? 130 : 1;
if (exitCode === 0 && !ofTools && !names) process.stdout.write(`${left()}\n`);
process.exit(exitCode);

/** Runs Jest over a part of the suites. Resolves with its exit code. */
async function run(part: readonly string[]): Promise<number> {
  jest = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      // Most of what a spec makes is garbage soon. Workers inherit the flag.
      '--max-semi-space-size=64',
      resolve(root, 'node_modules/jest/bin/jest.js'),
      ...part,
      ...asked,
    ],
    // Processes that specs start need not compile what an install has compiled.
    { cwd: root, stdio: 'inherit', env: { NODE_COMPILE_CACHE: compileCacheFolder(process.env), ...process.env } },
  );
  const [code, signal] = (await once(jest, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? (signal === 'SIGINT' ? 130 : 1);
}

/** Suites that this run left out, and the command that runs them. */
function left(): string {
  const count = globSync('tools/*/{src,test}/**/*.spec.ts', { cwd: root }).length;
  return (
    `\nNot run: ${count} suites of tools: rules of the tree, documents, outages of everything, whole houses, bundles and speed. ` +
    '`npm run test:tools` runs them, `npm run check` everything, as CI does.'
  );
}
