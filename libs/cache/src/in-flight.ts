/** Fetches in flight, by key: requests for the same thing share one (request collapsing). */

import { anonymous } from '@frontage/call';
import type { Item } from './cached-method.ts';
import { fetchItems } from './fetch.ts';
import type { Fetching } from './fetching.ts';
import { createFlight } from './flight.ts';
import type { Levels } from './levels.ts';
import type { Kept } from './memory.ts';
import type { Request } from './request.ts';

const none: ReadonlyMap<string, Kept> = new Map();

/** Begins a fetch for waiting requests, or a background one where it replaces entries. */
export function beginFetch<Input>(
  levels: Levels,
  request: Request<Input>,
  items: readonly Item[],
  replaced: ReadonlyMap<string, Kept> = none,
): Fetching {
  const { inFlight } = levels;
  const { method, call } = request;
  const background = replaced !== none;
  // Counted before the flight exists. A call that its ledger refuses must not fail requests that join.
  if (!background) call.ledger.beginCall();
  const storeEntries = new Map<string, Kept>();
  const flight = createFlight({
    budgetMs: method.terms.fetchBudgetMs,
    // Public entries are fetched anonymously, so that the answer cannot depend on a caller.
    caller: method.terms.isPrivate ? call.caller : anonymous,
    trace: call.trace,
    begunBy: call.ledger,
    background,
    work: (own) => fetchItems(levels, request, { items, storeEntries, background }, own),
    onOver: () => {
      for (const { key } of items) inFlight.delete(key);
    },
  });
  const fetching: Fetching = { flight, storeEntries, replaced };
  for (const { key } of items) inFlight.set(key, fetching);
  return fetching;
}

export function cancelFetches({ inFlight }: Levels): void {
  for (const { flight } of new Set(inFlight.values())) flight.cancel();
}
