/** Schedule of attempts (Standard Webhooks 1.0), `Retry-After`, and the pause of an endpoint that fails. */

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** Delays before each attempt, in milliseconds, each from the end of the attempt before: 75.6 hours in all. */
export const delaysMs: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Longest time that `Retry-After` may ask for, in milliseconds. */
export const maxRetryAfterMs = 24 * hour;

/** Part of a delay that is added at random, so that failures of one moment do not come back in one. */
const jitter = 0.2;

/**
 * Delay before the next attempt, in milliseconds; undefined after the last one.
 *
 * `made` counts the attempts that failed. `random` is from 0 to 1.
 */
export function nextDelayMs(made: number, random: number = Math.random()): number | undefined {
  const delay = delaysMs[made];
  return delay === undefined ? undefined : Math.round(delay * (1 + jitter * random));
}

/**
 * Time that a `Retry-After` asks for (RFC 9110, section 10.2.3: seconds or a date), in milliseconds, at most a day.
 *
 * Undefined for a malformed one; 0 for a date that has passed.
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,12}$/.test(text)) return Math.min(Number(text) * second, maxRetryAfterMs);
  // The fixed form of an HTTP date only: Date.parse alone takes almost any text.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - nowMs, 0), maxRetryAfterMs);
}

/** Consecutive failures after which an endpoint is paused between attempts, and has one attempt at a time. */
export const failuresUntilPause = 5;
const [firstPauseMs, longestPauseMs] = [5 * second, 5 * minute];

/**
 * Pause of an endpoint after a failed attempt, in milliseconds: 5 s from the fifth consecutive failure on, doubled with each, at most 5 min.
 *
 * A receiver that throttles is paused from the first one, as long as it asks for, if it does.
 */
export function pauseMs(failures: number, throttled: boolean, retryAfter?: number): number {
  const beyond = throttled ? failures - 1 : failures - failuresUntilPause;
  const own = beyond < 0 ? 0 : Math.min(firstPauseMs * 2 ** Math.min(beyond, 20), longestPauseMs);
  return throttled ? (retryAfter ?? own) : own;
}

/** Sustained failure: both bounds without one success disable an endpoint. The time is that of one event's schedule. */
export const sustainedFailure = { ms: 72 * hour, attempts: delaysMs.length } as const;
