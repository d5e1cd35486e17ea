/** What other tools stand on: clocks, and what the kill matrices say. */
export { installClock } from './clock.ts';
export type { MovableClock } from './clock.ts';
export { readOwn } from './checked-in.ts';
export { matrixFile, pairsIn } from './document.ts';
export { slowAnswers } from './slow-answers.ts';
