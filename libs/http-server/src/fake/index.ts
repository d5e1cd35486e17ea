/** For specs: what no client should send, where it can be sent, and what came of it. */
export { harmDone } from './harm-done.ts';
export { textInputs } from './hostile-requests.ts';
export { hostileTexts } from './hostile-texts.ts';
export { inTurns } from './in-turns.ts';
