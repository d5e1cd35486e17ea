/**
 * `npm test`: Jest over what proves apps and libs. `npm run test:tools`: over the rest. With arguments Jest does what they say, over all
 * suites: `npm test -- tools/bench`.
 */

import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileCacheFolder } from './compile-cache.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Suites of tools: they read the whole tree, start houses, break everything, or measure, and take minutes. */
const tools = `${root}/tools/`.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const given = process.argv.slice(2);
const ofTools = given[0] === '--tools';
const asked = ofTools ? given.slice(1) : given;
/** Named suites run wherever they are. */
const names = asked.some((argument) => !argument.startsWith('-'));
const part = ofTools
  ? [tools]
  : names
    ? []
    : [`--testPathIgnorePatterns=${tools}`, '--testPathIgnorePatterns=/node_modules/'];

const jest = spawn(
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
// Ctrl-C reaches both; the one who waits must not be the first to go.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => jest.kill('SIGTERM'));
jest.once('exit', (code, signal) => {
  if (code === 0 && !ofTools && !names) process.stdout.write(`${left()}\n`);
  process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
});

/** Suites that this run left out, and the command that runs them. */
function left(): string {
  const count = globSync('tools/*/{src,test}/**/*.spec.ts', { cwd: root }).length;
  return (
    `\nNot run: ${count} suites of tools: rules of the tree, documents, outages of everything, whole houses, bundles and speed. ` +
    '`npm run test:tools` runs them, `npm run check` everything, as CI does.'
  );
}
