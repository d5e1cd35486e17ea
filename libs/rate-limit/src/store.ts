/** Port: the store of usage. */

import type { Rule, Usage } from './usage.ts';

/** Cost to be charged to one key of one limit. */
export interface Charge {
  readonly key: string;
  readonly rule: Rule;
  /** Units to charge: negative to give back, 0 to read only. */
  readonly cost: number;
  /** Behaviour while the store that instances share is gone. */
  readonly onOutage: 'open' | 'closed';
}

/** State of a limit after a charge. */
export interface Standing {
  readonly usage: Usage;
  /** Rule that the usage was compared with. */
  readonly rule: Rule;
}

export interface Outcome {
  readonly admitted: boolean;
  /** In the order of the charges. After charging, or as before when one of them was refused. */
  readonly standings: readonly Standing[];
}

export interface LimitStore {
  /** Charges all or none, in one step. No key occurs twice. */
  charge(charges: readonly Charge[]): Promise<Outcome>;
}
