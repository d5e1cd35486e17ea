/** Parts for other tools: the clock, and readers of the checked-in matrices. */
export { installClock } from './clock.ts';
export type { MovableClock } from './clock.ts';
export { readOwn } from './checked-in.ts';
export { matrixFile, pairsIn } from './document.ts';
export { slowAnswers } from './slow-answers.ts';
