import { availableParallelism } from 'node:os';

/** One configuration for every project: ESM as Node runs it, TypeScript stripped by swc. `nx test <project>` narrows the roots. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // How fast something is, is never tested by a clock; a busy machine has its time.
  testTimeout: 30_000,
  // One more than there are cores: a third of the time of some suites is waiting for processes and servers.
  maxWorkers: availableParallelism() + 1,
  // Modules of suites that have ended are not freed, and a heap of gigabytes doubles the work of a suite: a worker that has grown is replaced.
  workerIdleMemoryLimit: '500MB',
  testSequencer: '<rootDir>/tools/runner/test-sequencer.mjs',
  watchPathIgnorePatterns: ['/.data/', '/.nx/'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
