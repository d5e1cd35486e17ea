/** The ground that other tools stand on: houses with everything in them that a BFF needs, and what is known of their operations. */
export type { Answer } from './answer.ts';
export { bffNames, loadBff } from './bffs.ts';
export type { BffName } from './bffs.ts';
export { installClock } from './clock.ts';
export type { MovableClock } from './clock.ts';
export { pairsIn, sectionOf } from './document.ts';
export { openHouse, startIdentity } from './house.ts';
export type { Bff, Client, Environment, House, Identity } from './house.ts';
export type { Ask, Operation } from './operation.ts';
export { slowAnswers } from './slow-answers.ts';
export { root } from './tree.ts';
