/** How long to wait before the next attempt to connect. */

const firstMs = 50;

/**
 * Doubles with every attempt in a row up to `maxMs`. The upper half of it is jitter, so that many processes that lost the same
 * server do not come back in step. `random` gives 0 to 1.
 */
export function reconnectDelayMs(attempt: number, maxMs: number, random: () => number = Math.random): number {
  const most = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 32));
  return Math.ceil((most * (1 + random())) / 2);
}
