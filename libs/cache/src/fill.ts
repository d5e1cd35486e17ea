/** Filling: what neither memory nor the shared store has is asked of the service, and kept in both. */

import type { Call } from '@frontage/call';
import { ageOf, toEntry, withinTerms, type Entry, type Found } from './entry.ts';
import type { Invalidations } from './invalidations.ts';
import type { Kept, Memory } from './memory.ts';
import type { CheckedTerms } from './policy.ts';
import type { Lookup, SharedKey, SharedStore } from './shared-store.ts';
import { freezeAndWeigh } from './weigh.ts';

/** One of the things that a call asks for: what the service knows it by, and what it is kept under. */
export interface Item {
  readonly id: string;
  readonly key: string;
}

/** What a call asks for. */
export interface Question {
  readonly terms: CheckedTerms;
  readonly items: readonly Item[];
  /** Asks the service for some of the items. What it does not mention does not exist. */
  readonly fetch: (ids: readonly string[], call: Call) => Promise<ReadonlyMap<string, Found>>;
  readonly tags: (id: string, found: Found, call: Call) => readonly string[];
}

/** What came of one item. */
export interface Filled {
  readonly kept: Kept;
  /** Where it was found; undefined when the service was asked. */
  readonly level: string | undefined;
  readonly stored: boolean;
}

export interface Levels {
  readonly memory: Memory;
  readonly store: SharedStore | undefined;
  readonly invalidations: Invalidations;
  readonly now: () => number;
  readonly random: () => number;
}

export interface FillOptions {
  readonly question: Question;
  readonly items: readonly Item[];
  /** What the store has is what is to be replaced. */
  readonly skipStore: boolean;
  /** Receives what the store had, should the service fail. */
  readonly leftovers: Map<string, Kept>;
}

/** All items, by key. Rejects when the service fails: then what the store had is in `leftovers`. */
export async function fill(levels: Levels, options: FillOptions, call: Call): Promise<ReadonlyMap<string, Filled>> {
  const { memory, store, invalidations, now } = levels;
  const { question, items, skipStore, leftovers } = options;
  // Before anything is read: what is invalidated from here on may concern what is about to be read.
  const since = invalidations.count;
  const filled = new Map<string, Filled>();
  const sharedKey = ({ key }: Item): SharedKey => ({ ...question.terms, key });
  const lookup = await store?.get(skipStore ? [] : items.map(sharedKey));
  for (const [key, entry] of entriesOf(lookup, question.terms, now())) {
    const kept: Kept = { entry, since, held: undefined };
    leftovers.set(key, kept);
    if (ageOf(entry, now()) === 'old') continue;
    memory.set(key, kept);
    filled.set(key, { kept, level: store!.name, stored: true });
  }
  const rest = items.filter(({ key }) => !filled.has(key));
  if (rest.length === 0) return filled;

  call.deadline.throwIfOver();
  // What may stand in if the service fails, spares it the second attempt.
  const bestEffort = skipStore || rest.every(({ key }) => leftovers.has(key) || memory.get(key) !== undefined);
  const found = await question.fetch(
    rest.map(({ id }) => id),
    bestEffort ? { ...call, bestEffort } : call,
  );
  const { ledger } = call;
  const isComplete = ledger.degraded.length === 0 && ledger.staleParts.length === 0;
  for (const item of rest) {
    const { kept, stored } = keep(item, found.get(item.id) ?? { absence: {} });
    filled.set(item.key, { kept, level: undefined, stored });
  }
  return filled;

  function keep(item: Item, its: Found): { kept: Kept; stored: boolean } {
    const { terms } = question;
    const tags = question.tags(item.id, its, call);
    const entry = toEntry(its, { terms, tags, now: now(), random: levels.random() });
    const kept: Kept = { entry, since, held: undefined };
    const stored = isComplete && entry.freshUntil > now();
    if (stored) {
      memory.set(item.key, kept);
      if (lookup) store!.put(sharedKey(item), entry, lookup.moment, entry.endsAt - now());
    } else {
      freezeAndWeigh(its);
    }
    return { kept, stored };
  }
}

/** What the store had, as far as it is good for anything on our terms. */
function* entriesOf(lookup: Lookup | undefined, terms: CheckedTerms, now: number): Iterable<[string, Entry]> {
  for (const [key, theirs] of lookup?.found ?? []) {
    const entry = withinTerms(theirs, terms, now);
    if (ageOf(entry, now) !== 'over') yield [key, entry];
  }
}
