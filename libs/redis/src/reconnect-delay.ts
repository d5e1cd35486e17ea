/** Back-off between attempts to connect. */

const firstMs = 50;

/**
 * Delay before the next attempt, in milliseconds: doubles up to `maxMs`, half of it jitter. Processes that lost the same server so do not
 * reconnect in step. `random` gives 0 to 1.
 */
export function reconnectDelayMs(attempt: number, maxMs: number, random: () => number = Math.random): number {
  const most = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 32));
  return Math.ceil((most * (1 + random())) / 2);
}
