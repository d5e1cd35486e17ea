/** Parts of eslint.config.mjs: directions, kinds of files and the local rules. */
export { directions } from './directions.ts';
export { fakeFiles, proofFiles, testFiles, testSupportFiles } from './file-kinds.ts';
export { frontagePlugin } from './rules/plugin.ts';
