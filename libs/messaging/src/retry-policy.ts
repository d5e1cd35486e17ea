/** Retries of a handler: exponential backoff with jitter. */

export interface RetryPolicy {
  /** Attempts before a message is dead; Infinity never gives up. Default 10. */
  readonly attempts?: number;
  /** Delay after the first failure, in milliseconds; doubled with each. Default 200. */
  readonly minDelayMs?: number;
  /** Longest delay, in milliseconds. Default 30,000. */
  readonly maxDelayMs?: number;
}

export const defaultAttempts = 10;

/** Delay before the attempt after this one, in milliseconds: between half the exponential delay and all of it. */
export function retryDelay(
  attempt: number,
  { minDelayMs = 200, maxDelayMs = 30_000 }: RetryPolicy = {},
  random: () => number = Math.random,
): number {
  const delay = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(attempt - 1, 30));
  return delay * (0.5 + random() / 2);
}
