/** Hostile texts for specs, a check of the answers to them, and the environment of processes. */
export { anyText } from './any-text.ts';
export { bareEnv } from './bare-env.ts';
export { harmDone } from './harm-done.ts';
export { textInputs } from './hostile-requests.ts';
export { hostileTexts } from './hostile-texts.ts';
export { inTurns } from './in-turns.ts';
