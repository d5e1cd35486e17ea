/** Hostile texts for specs, and a check of the answers to them. */
export { anyText } from './any-text.ts';
export { harmDone } from './harm-done.ts';
export { textInputs } from './hostile-requests.ts';
export { hostileTexts } from './hostile-texts.ts';
export { inTurns } from './in-turns.ts';
