/** Retry budget: retries are a share of recent calls, so that they cannot storm a service that is already down. */

import { atLeast } from './at-least.ts';

export interface RetryBudgetOptions {
  /** Retries per call, of those within the window. Default 0.1: a service that fails every call gets a tenth more of them. */
  readonly ratio?: number;
  /** Retries per second that are there whatever the traffic, or a quiet process could never retry. Default 1. */
  readonly minPerSecond?: number;
  /** How long calls and retries are remembered, in milliseconds. Default 10,000. */
  readonly windowMs?: number;
  /** The clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/** Counts calls in, lets retries out. Shared by everything that calls one service. */
export interface RetryBudget {
  /** Notes a call (not its retries). */
  deposit(): void;
  /** Takes one retry out; false when there is none left. */
  tryWithdraw(): boolean;
}

/** The window moves in steps of a tenth. */
const slots = 10;

/**
 * Over any time, `retries <= ratio * calls + minPerSecond * (seconds + window)`: what a call pays for is forgotten no sooner than the
 * call itself.
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

  /** The newest slot, after what has grown too old is forgotten. */
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

/** As many retries as anybody wants. For specs and tools. */
export const noRetryBudget: RetryBudget = { deposit: () => undefined, tryWithdraw: () => true };
