/**
 * Experiment as data, and the assignment of units to its arms: a pure function of names, so that every instance decides alike, and nothing is
 * stored.
 */

import { createHash } from 'node:crypto';

export interface Experiment {
  /** Arms, control first. It is what everybody has who takes no part. */
  readonly arms: readonly [control: string, ...others: string[]];
  /** Share of all units that takes part, from 0 to 1. A greater share keeps everybody who took part before. */
  readonly traffic: number;
  /** Relative weights of the arms, by name. Default: alike. A change moves some units to another arm. */
  readonly weights?: Readonly<Record<string, number>>;
}

/** Arm of a unit, the same each time; undefined for one that takes no part. */
export function assign(name: string, { arms, traffic, weights = {} }: Experiment, unit: string): string | undefined {
  // Two draws, or those who join when the share grows would not spread over all arms.
  if (draw(name, 'traffic', unit) >= traffic) return undefined;
  const weightOf = (arm: string): number => weights[arm] ?? 1;
  let left = draw(name, 'arm', unit) * arms.reduce((sum, arm) => sum + weightOf(arm), 0);
  // The last arm where rounding leaves nothing below 0.
  return arms.find((arm) => (left -= weightOf(arm)) < 0) ?? arms.findLast((arm) => weightOf(arm) > 0);
}

/** Number from 0 to 1 (excluded), spread evenly over units. The name is in it: one experiment says nothing of another. */
const draw = (name: string, purpose: string, unit: string): number =>
  createHash('sha256').update(`${name}\0${purpose}\0${unit}`).digest().readUIntBE(0, 6) / 2 ** 48;
