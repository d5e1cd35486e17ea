/** Where tallies are kept: the port. */

import type { Rule, Tally } from './tally.ts';

/** So much of one limit, for one key. */
export interface Charge {
  readonly key: string;
  readonly rule: Rule;
  /** Negative to give back, 0 to look. */
  readonly cost: number;
  /** What happens when the store that instances share cannot be asked. */
  readonly onOutage: 'open' | 'closed';
}

/** How a limit stands. */
export interface Standing {
  readonly tally: Tally;
  /** What it was held against. */
  readonly rule: Rule;
}

export interface Outcome {
  readonly admitted: boolean;
  /** By the order of the charges; after charging, or, when one of them was refused, as before. */
  readonly standings: readonly Standing[];
}

export interface LimitStore {
  /** All charges or none, in one step. No key twice. */
  charge(charges: readonly Charge[]): Promise<Outcome>;
}
