/** Revalidation in the background (RFC 5861 §3), and the back-off after a failed one. */

import { toFailure, type Failure } from '@frontage/errors';
import type { Item } from './cached-method.ts';
import { freshnessOf } from './entry.ts';
import { beginFetch } from './in-flight.ts';
import type { Levels } from './levels.ts';
import type { Kept } from './memory.ts';
import type { Request } from './request.ts';

/** Fetches entries anew in the background, except those in flight. A failure goes to `onRevalidationFailed` alone. */
export function revalidate<Input>(levels: Levels, request: Request<Input>, entries: ReadonlyMap<Item, Kept>): void {
  if (entries.size === 0) return;
  const idle = [...entries].filter(([{ key }]) => !levels.inFlight.get(key));
  if (idle.length === 0) return;
  const replaced = new Map(idle.map(([{ key }, kept]) => [key, kept]));
  const items = idle.map(([item]) => item);
  beginFetch(levels, request, items, replaced).flight.outcome.catch((error: unknown) => {
    const failure = toFailure(error);
    for (const [item, kept] of idle) backOff(levels, request, item, kept, failure);
    levels.onRevalidationFailed(request.method.terms.name, failure);
  });
}

/** Entry that a revalidation in flight replaces, when memory had no room for it. */
export function beingRevalidated({ inFlight, invalidations, now }: Levels, { key }: Item): Kept | undefined {
  const kept = inFlight.get(key)?.replaced.get(key);
  if (!kept || invalidations.last(kept.entry.tags) > kept.since) return undefined;
  return freshnessOf(kept.entry, now()) === 'stale-while-revalidate' ? kept : undefined;
}

/** Back-off after a failed fetch, as a share of the time to live. */
const backOffShare = 0.1;

/** Backs off for a tenth of the time to live, at least `backOffMs`. Answers that are good for longer may spare their service for longer. */
export function backOff<Input>(levels: Levels, request: Request<Input>, item: Item, kept: Kept, cause: Failure): void {
  const forMs = Math.max(levels.backOffMs, request.method.terms.ttlMs * backOffShare);
  kept.backOff = { until: levels.now() + forMs, cause };
  levels.memory.set(item.key, kept);
}

export const isBackedOff = ({ now }: Levels, { backOff: its }: Kept): boolean => its !== undefined && now() < its.until;
