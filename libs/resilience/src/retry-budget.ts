/** Retry budget: limits retries to a share of recent calls. Retries cannot storm a service that is down. */

import { atLeast } from './at-least.ts';

export interface RetryBudgetOptions {
  /** Retries per call of the window. Default 0.1: a service that fails every call gets a tenth more of them. */
  readonly ratio?: number;
  /** Retries per second regardless of traffic, so that a quiet process can retry. Default 1. */
  readonly minPerSecond?: number;
  /** Window of counted calls and retries, in milliseconds. Default 10,000. */
  readonly windowMs?: number;
  /** The clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/** Retry budget, shared by all callers of one service. */
export interface RetryBudget {
  /** Counts a call, without its retries. */
  deposit(): void;
  /** Takes one retry from the budget; false when none is left. */
  tryWithdraw(): boolean;
}

/** Number of slots in the window, which moves slot by slot. */
const slots = 10;

/**
 * Creates a budget that bounds the retries of any span of time. `retries <= ratio * calls + minPerSecond * (seconds + window)`: a retry is
 * forgotten no sooner than the call that paid for it.
 */
export function retryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  const { ratio = 0.1, minPerSecond = 1, windowMs = 10_000, now = () => performance.now() } = options;
  atLeast(0, { ratio, minPerSecond });
  atLeast(slots, { windowMs });
  const slotMs = windowMs / slots;
  const reserve = (minPerSecond * windowMs) / 1000;
  const window = Array.from({ length: slots }, () => ({ calls: 0, retries: 0 }));
  let slot = Math.floor(now() / slotMs);
  let calls = 0;
  let retries = 0;

  /** Gives the newest slot, and forgets expired ones. */
  function current(): { calls: number; retries: number } {
    const due = Math.floor(now() / slotMs);
    for (let next = Math.max(slot + 1, due - slots + 1); next <= due; next += 1) {
      const expired = window[next % slots]!;
      calls -= expired.calls;
      retries -= expired.retries;
      expired.calls = 0;
      expired.retries = 0;
    }
    slot = Math.max(slot, due);
    return window[slot % slots]!;
  }

  return {
    deposit: () => {
      current().calls += 1;
      calls += 1;
    },
    tryWithdraw: () => {
      const here = current();
      if (retries + 1 > ratio * calls + reserve) return false;
      here.retries += 1;
      retries += 1;
      return true;
    },
  };
}

/** Budget without a limit, for specs and tools. */
export const noRetryBudget: RetryBudget = { deposit: () => undefined, tryWithdraw: () => true };
