/** Lookup: serves from memory, joins fetches in flight, fetches the rest. */

import type { Deadline } from '@frontage/call';
import type { Item } from './cached-method.ts';
import { freshnessOf, type Found } from './entry.ts';
import type { Fetched, Fetching } from './fetching.ts';
import { beginFetch } from './in-flight.ts';
import type { Levels } from './levels.ts';
import type { Kept } from './memory.ts';
import { serve, type Request } from './request.ts';
import { beingRevalidated, isBackedOff, revalidate } from './revalidate.ts';
import { serveStale, serveStaleInstead } from './stale.ts';

/** Finds every item of a call, and gives the results by id. Rejects with the service's failure, or when the call is over. */
export async function lookup<Input>(
  levels: Levels,
  request: Request<Input>,
  items: readonly Item[],
): Promise<ReadonlyMap<string, Found>> {
  const { method, call } = request;
  try {
    const missing = serveFromMemory(levels, request, items);
    if (missing.length > 0) await serveFromService(levels, request, missing);
  } catch (error) {
    levels.onUse({ name: method.terms.name, outcome: 'miss' }, call);
    throw error;
  }
  levels.onUse(request.outcome.sum(), call);
  return request.found;
}

/** Serves entries of memory that are fresh, or stale and allowed. Gives the remaining items, each once. */
function serveFromMemory<Input>(levels: Levels, request: Request<Input>, items: readonly Item[]): readonly Item[] {
  const missing = new Map<string, Item>();
  const toRevalidate = new Map<Item, Kept>();
  for (const item of items) {
    const kept = levels.memory.get(item.key) ?? beingRevalidated(levels, item);
    const freshness = kept && freshnessOf(kept.entry, levels.now());
    if (freshness === 'stale-if-error') request.stale.add(item.key);
    if (!kept || (freshness === 'stale-if-error' && !isBackedOff(levels, kept))) {
      missing.set(item.key, item);
    } else if (freshness === 'stale-if-error') {
      serveStale(request, item, kept);
    } else {
      serve(request, item, kept, 'memory');
      if (freshness === 'stale-while-revalidate' && !isBackedOff(levels, kept)) toRevalidate.set(item, kept);
    }
  }
  revalidate(levels, request, toRevalidate);
  return [...missing.values()];
}

/**
 * Waits for fetches until the deadline less the reserve. Where every missing item has a stale entry, waits for half of the time left: the
 * steps after this call need time, too.
 */
async function serveFromService<Input>(
  levels: Levels,
  request: Request<Input>,
  missing: readonly Item[],
): Promise<void> {
  const { deadline } = request.call;
  const hasStale = missing.every(({ key }) => request.stale.has(key));
  const patience = deadline.child({ reserve: true, ...(hasStale && { maxMs: deadline.remainingMs / 2 }) });
  try {
    for (let rest = missing; rest.length > 0;) {
      // A fetch is begun only while there is time to wait for it.
      patience.throwIfOver();
      const joinedAt = levels.invalidations.count;
      const waits = waitsFor(levels, request, rest).map((wait) =>
        serveFromFetch(levels, request, wait, patience, joinedAt),
      );
      rest = serveFromMemory(levels, request, (await Promise.all(waits)).flat());
    }
  } catch (error) {
    // A request that fails with one of several fetches waits for none of the others.
    patience.cancel();
    throw error;
  } finally {
    patience.close();
  }
}

/** Wait of one request for one fetch. */
interface Wait {
  readonly fetching: Fetching;
  readonly items: readonly Item[];
  /** Another request began the fetch (RFC 9211 `collapsed`). */
  readonly collapsed: boolean;
}

/** Fetches to wait for: those in flight, and a new one for all other items. */
function waitsFor<Input>(levels: Levels, request: Request<Input>, items: readonly Item[]): Wait[] {
  const byFetch = Map.groupBy(items, ({ key }) => levels.inFlight.get(key));
  return [...byFetch].map(([fetching, some]) =>
    fetching
      ? { fetching, items: some, collapsed: true }
      : { fetching: beginFetch(levels, request, some), items: some, collapsed: false },
  );
}

/** Serves the results of one fetch, and gives the items to fetch again. `joinedAt`: the invalidation counter when this call joined. */
async function serveFromFetch<Input>(
  levels: Levels,
  request: Request<Input>,
  { fetching, items, collapsed }: Wait,
  patience: Deadline,
  joinedAt: number,
): Promise<readonly Item[]> {
  const { flight, storeEntries } = fetching;
  let fetched: ReadonlyMap<string, Fetched>;
  try {
    fetched = await flight.wait(request.call.ledger, patience);
  } catch (error) {
    serveStaleInstead(levels, request, items, storeEntries, error);
    return [];
  }
  const toRevalidate = new Map<Item, Kept>();
  const again = items.filter((item) => {
    const { kept, level, stored } = fetched.get(item.key)!;
    const invalidatedAt = levels.invalidations.last(kept.entry.tags);
    // The fetch began before an invalidation, and this call came after it. Its data may be from before.
    if (kept.since < invalidatedAt && invalidatedAt <= joinedAt) return true;
    if (level !== undefined) {
      serve(request, item, kept, level);
      if (freshnessOf(kept.entry, levels.now()) === 'stale-while-revalidate') toRevalidate.set(item, kept);
    } else {
      request.found.set(item.id, kept.entry.found);
      const wasStale = request.stale.has(item.key) || storeEntries.has(item.key);
      request.outcome.miss(kept.entry, { stored, collapsed, wasStale });
    }
    return false;
  });
  revalidate(levels, request, toRevalidate);
  return again;
}
