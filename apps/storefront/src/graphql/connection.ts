/** Connection to the shop, as the last request found it. A browser that says it is online knows its own network alone. */

let isAway = false;
const listeners = new Set<() => void>();

/** Notes how a request ended: with an answer, of whatever kind, or with none. */
export function noteReached(isReached: boolean): void {
  if (isAway !== isReached) return;
  isAway = !isReached;
  for (const changed of listeners) changed();
}

/** True while the last request got no answer. */
export const isShopAway = (): boolean => isAway;

/** Calls back when the shop goes away or comes back. Returns what ends it. */
export function subscribeConnection(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}
