/** Backoff between tries: exponential, with full jitter, so that phones that lost one network do not come back as one. */

const firstMs = 500;
const longestMs = 60_000;

/** Wait before the next try, in milliseconds. `tries` have failed; `random` is from 0 to 1; the server's word is the least. */
export function backoffMs(tries: number, random: number, retryAfterMs = 0): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** (tries - 1));
  return Math.max(retryAfterMs, Math.round(ceiling * random));
}
