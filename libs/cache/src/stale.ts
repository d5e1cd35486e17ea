/** Stale-if-error (RFC 5861 §4): serves a stale entry where the service fails. */

import { isFailure } from '@frontage/errors';
import type { Item } from './cached-method.ts';
import { freshnessOf } from './entry.ts';
import type { Levels } from './levels.ts';
import type { Kept } from './memory.ts';
import { serve, type Request } from './request.ts';
import { backOff } from './revalidate.ts';

/** Serves a stale entry, and names its part in the ledger as stale. */
export function serveStale<Input>({ method, call, found, outcome }: Request<Input>, item: Item, kept: Kept): void {
  found.set(item.id, kept.entry.found);
  outcome.fallback(kept.entry);
  call.ledger.stale(method.terms.part, kept.backOff?.cause);
}

/**
 * Serves stale entries for items that could not be fetched. All of them or none: an answer with gaps is wrong. Throws the failure where one
 * has no entry, and where a stale answer would hide a fault of the request or of ours.
 */
export function serveStaleInstead<Input>(
  levels: Levels,
  request: Request<Input>,
  items: readonly Item[],
  storeEntries: ReadonlyMap<string, Kept>,
  error: unknown,
): void {
  if (!isFailure(error) || !(error.kind.retryable || error.code === 'UPSTREAM_INVALID')) throw error;
  const entries = items.map((item) => ({ item, kept: levels.memory.get(item.key) ?? storeEntries.get(item.key) }));
  const usable = entries.flatMap(({ item, kept }) => {
    const freshness = kept && freshnessOf(kept.entry, levels.now());
    return kept && freshness !== 'expired' ? [{ item, kept, freshness }] : [];
  });
  if (usable.length < items.length) throw error;
  for (const { item, kept, freshness } of usable) {
    if (freshness === 'stale-if-error') {
      backOff(levels, request, item, kept, error);
      serveStale(request, item, kept);
    } else {
      serve(request, item, kept, 'memory');
    }
  }
}
