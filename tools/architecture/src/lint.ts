/** What eslint.config.mjs needs from here: who may depend on whom, and the local rules. */
export { directions } from './directions.ts';
export { fakeFiles, proofFiles, testFiles, testSupportFiles } from './file-kinds.ts';
export { frontagePlugin } from './rules/plugin.ts';
