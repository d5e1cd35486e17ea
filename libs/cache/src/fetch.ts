/** Fetch: asks the shared store, then the service, and fills both levels. */

import type { Call } from '@frontage/call';
import type { Item } from './cached-method.ts';
import { freshnessOf, toEntry, withinTerms, type Entry } from './entry.ts';
import type { Levels } from './levels.ts';
import type { Kept } from './memory.ts';
import type { CheckedTerms } from './policy.ts';
import type { Request } from './request.ts';
import type { SharedKey, StoreAnswer } from './shared-store.ts';
import type { Fetched } from './fetching.ts';
import { freezeAndWeigh } from './weigh.ts';

export interface FetchOptions {
  readonly items: readonly Item[];
  /** Revalidation in the background. It skips the shared store, which has nothing better than the stale entry. */
  readonly background: boolean;
  /** Receives the entries found in the shared store, by key. */
  readonly storeEntries: Map<string, Kept>;
}

/** Fetches items under the call of the flight, and gives them by key. Rejects when the service fails. */
export async function fetchItems<Input>(
  levels: Levels,
  request: Request<Input>,
  { items, background, storeEntries }: FetchOptions,
  call: Call,
): Promise<ReadonlyMap<string, Fetched>> {
  const { memory, store, invalidations, now } = levels;
  const { method, input } = request;
  // The counter is read before any data: a later invalidation may concern that data.
  const since = invalidations.count;
  const fetched = new Map<string, Fetched>();
  const answer = await store?.get(background ? [] : items.map((item) => sharedKey(method.terms, item)));
  for (const [key, entry] of usableEntries(answer, method.terms, now())) {
    const kept: Kept = { entry, since, backOff: undefined };
    storeEntries.set(key, kept);
    if (freshnessOf(entry, now()) === 'stale-if-error') continue;
    memory.set(key, kept);
    fetched.set(key, { kept, level: store!.name, stored: true });
  }
  const rest = items.filter(({ key }) => !fetched.has(key));
  if (rest.length === 0) return fetched;

  call.deadline.throwIfOver();
  // A stale entry makes a retry needless, and spares the service the second attempt.
  const hasFallback = background || rest.every(({ key }) => storeEntries.has(key) || memory.get(key) !== undefined);
  const found = await method.fetch(
    input,
    rest.map(({ id }) => id),
    hasFallback ? { ...call, bestEffort: true } : call,
  );
  const isComplete = call.ledger.degraded.length === 0 && call.ledger.staleParts.length === 0;
  for (const item of rest) {
    const its = found.get(item.id) ?? { absence: {} };
    const entry = toEntry(its, {
      terms: method.terms,
      tags: method.tagsOf(input, item.id, its, call.caller),
      now: now(),
      random: levels.random(),
    });
    const kept: Kept = { entry, since, backOff: undefined };
    const stored = isComplete && keep(levels, sharedKey(method.terms, item), kept, answer);
    if (!stored) freezeAndWeigh(its);
    fetched.set(item.key, { kept, level: undefined, stored });
  }
  return fetched;
}

/** Keeps an entry in both levels, unless its time to live is 0. The shared store is skipped when it could not be asked. */
function keep({ memory, store, now }: Levels, key: SharedKey, kept: Kept, answer: StoreAnswer | undefined): boolean {
  const { freshUntil, endsAt } = kept.entry;
  if (freshUntil <= now()) return false;
  memory.set(key.key, kept);
  if (answer) store!.put(key, kept.entry, answer.moment, endsAt - now());
  return true;
}

const sharedKey = ({ kind, isPrivate }: CheckedTerms, { key }: Item): SharedKey => ({ kind, isPrivate, key });

/** Entries of the shared store that are not expired by this process' terms. */
function* usableEntries(
  answer: StoreAnswer | undefined,
  terms: CheckedTerms,
  now: number,
): Iterable<readonly [string, Entry]> {
  for (const [key, theirs] of answer?.found ?? []) {
    const entry = withinTerms(theirs, terms, now);
    if (freshnessOf(entry, now) !== 'expired') yield [key, entry];
  }
}
