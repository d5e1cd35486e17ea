/** Retries of a handler. */

import { backoffMs } from '@frontage/resilience/backoff';

export interface RetryPolicy {
  /** Attempts before a message is dead; Infinity never gives up. Default 10. */
  readonly attempts?: number;
  /** Delay after the first failure, in milliseconds; doubled with each. Default 200. */
  readonly minDelayMs?: number;
  /** Longest delay, in milliseconds. Default 30,000. */
  readonly maxDelayMs?: number;
}

export const defaultAttempts = 10;

/** Delay before the attempt after this one, in milliseconds. */
export const retryDelay = (
  attempt: number,
  { minDelayMs = 200, maxDelayMs = 30_000 }: RetryPolicy = {},
  random?: () => number,
): number => backoffMs(attempt, { minMs: minDelayMs, maxMs: maxDelayMs }, random);
