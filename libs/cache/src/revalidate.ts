/** Revalidation: replaces stale entries in the background (RFC 5861 §3), and backs off from a service that fails. */

import { toFailure, type Failure } from '@frontage/errors';
import type { Item } from './cached-method.ts';
import { freshnessOf } from './entry.ts';
import { beginFetch } from './in-flight.ts';
import type { Levels } from './levels.ts';
import type { Kept } from './memory.ts';
import type { Request } from './request.ts';

/** Fetches entries anew in the background, except those in flight already. A failure is told to `onRevalidationFailed` alone. */
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

/** The entry that a revalidation in flight replaces: memory may have had no room for it. */
export function beingRevalidated({ inFlight, invalidations, now }: Levels, { key }: Item): Kept | undefined {
  const kept = inFlight.get(key)?.replaced.get(key);
  if (!kept || invalidations.last(kept.entry.tags) > kept.since) return undefined;
  return freshnessOf(kept.entry, now()) === 'stale-while-revalidate' ? kept : undefined;
}

/** Share of its time to live for which an entry that could not be fetched is not fetched again. */
const backOffShare = 0.1;

/** Backs off for a tenth of the time to live, at least `backOffMs`: the longer an answer is good, the longer its service is spared. */
export function backOff<Input>(levels: Levels, request: Request<Input>, item: Item, kept: Kept, cause: Failure): void {
  const forMs = Math.max(levels.backOffMs, request.method.terms.ttlMs * backOffShare);
  kept.backOff = { until: levels.now() + forMs, cause };
  levels.memory.set(item.key, kept);
}

export const isBackedOff = ({ now }: Levels, { backOff: its }: Kept): boolean => its !== undefined && now() < its.until;
