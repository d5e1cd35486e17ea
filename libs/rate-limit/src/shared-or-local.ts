/** What holds while the store that instances share cannot be asked. */

import { Failure, isFailure } from '@frontage/errors';
import type { Charge, LimitStore } from './store.ts';
import type { Rule } from './tally.ts';

export interface SharedOrLocalOptions {
  readonly shared: LimitStore;
  readonly local: LimitStore;
  /** How many instances share the limits: without the store, each has its part. */
  readonly replicas: number;
  /** Something is wrong other than that the store cannot be reached, of which its handle tells. Once, until it works again. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The store that instances share, and for as long as it cannot be asked, this instance's part of every limit. Nothing has to be switched
 * back: every charge asks the shared store first, whose handle refuses at once while it is gone. A policy that is `closed` is not
 * admitted meanwhile: 503.
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

/** Rounded down, so that the parts are no more than the whole; but each instance can do something. */
const partOf = (rule: Rule, replicas: number): Rule => ({
  ...rule,
  limit: Math.max(1, Math.floor(rule.limit / replicas)),
});
