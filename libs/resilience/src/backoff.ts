/** Exponential backoff with half jitter, for what is tried until it works: connections, messages, probes. */

export interface Backoff {
  /** Delay after the first failure, in milliseconds; doubled with each. */
  readonly minMs: number;
  /** Longest delay, in milliseconds. */
  readonly maxMs: number;
}

/** Delay after some failures in a row, in milliseconds, with half jitter. `random` gives 0 to 1. */
export const backoffMs = (failures: number, { minMs, maxMs }: Backoff, random?: () => number): number =>
  halfJitter(Math.min(maxMs, minMs * 2 ** Math.min(failures - 1, 32)), random);

/** Delay between half of a length and all of it: processes that lost the same server do not come back in step. */
export const halfJitter = (ms: number, random: () => number = Math.random): number => ms * (0.5 + random() / 2);
