import { availableParallelism } from 'node:os';

/** One configuration for every project. Node runs specs as it runs what they test (ADR 0044). `nx test <project>` narrows the roots. */
export default {
  testEnvironment: '<rootDir>/tools/runner/jest/environment.mjs',
  testRunner: '<rootDir>/tools/runner/jest/test-runner.mjs',
  transform: {},
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  // How fast something is, is never tested by a clock; a busy machine has its time.
  testTimeout: 30_000,
  // One more than there are cores: a third of the time of some suites is waiting for processes and servers.
  maxWorkers: availableParallelism() + 1,
  // A worker, and never the process of Jest itself: watch mode would keep modules that were edited since.
  workerIdleMemoryLimit: '1GB',
  // Default half a second; giving back a heap of some hundred megabytes takes a worker two, on two cores. Whoever takes longer has left something open.
  workerGracefulExitTimeout: 10_000,
  testSequencer: '<rootDir>/tools/runner/jest/test-sequencer.mjs',
  watchPathIgnorePatterns: ['/.data/', '/.nx/'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
