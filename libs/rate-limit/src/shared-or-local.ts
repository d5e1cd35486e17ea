/** The shared store of usage, and its fallback during an outage. */

import { Failure, isFailure } from '@frontage/errors';
import type { Charge, LimitStore } from './store.ts';
import type { Rule } from './usage.ts';

export interface SharedOrLocalOptions {
  readonly shared: LimitStore;
  readonly local: LimitStore;
  /** Instances that share the limits. During an outage each has a part of `1 / replicas`. */
  readonly replicas: number;
  /** Called for an error other than an outage, which the Redis handle logs. Once, until the store works again. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The store that instances share; during an outage, this instance's part of every limit.
 *
 * Every charge tries the shared store first, whose handle refuses at once while it is gone, so recovery needs no switch. A charge with a
 * policy that is `closed` is refused meanwhile: UNAVAILABLE (503).
 */
export function sharedOrLocal({ shared, local, replicas, onError }: SharedOrLocalOptions): LimitStore {
  let isFaulty = false;
  const charge: LimitStore['charge'] = async (charges) => {
    try {
      const outcome = await shared.charge(charges);
      isFaulty = false;
      return outcome;
    } catch (error) {
      if (!isFailure(error) && !isFaulty) {
        isFaulty = true;
        onError?.(error);
      }
      if (charges.some(({ onOutage, cost }) => onOutage === 'closed' && cost > 0)) {
        throw new Failure('UNAVAILABLE', 'This cannot be counted at the moment.', {
          retryAfterMs: 1_000,
          cause: error,
        });
      }
      return local.charge(charges.map((each): Charge => ({ ...each, rule: partOf(each.rule, replicas) })));
    }
  };
  return { charge };
}

/** One instance's part, rounded down so that all parts are within the limit; at least 1. */
const partOf = (rule: Rule, replicas: number): Rule => ({
  ...rule,
  limit: Math.max(1, Math.floor(rule.limit / replicas)),
});
