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
  // All cores: its default leaves one idle, and half of two is a lot.
  maxWorkers: '100%',
  watchPathIgnorePatterns: ['/.data/', '/.nx/'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
