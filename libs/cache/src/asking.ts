/** Asking: what memory has is given at once, what is being fetched is waited for, and only the rest is fetched. */

import { anonymous, type CacheUse, type Call, type Deadline } from '@frontage/call';
import { isFailure, toFailure, type Failure } from '@frontage/errors';
import { ageOf, type Found } from './entry.ts';
import { fill, type Filled, type Item, type Levels, type Question } from './fill.ts';
import { createFlight, type Flight } from './flight.ts';
import type { Kept } from './memory.ts';
import { createTally, type Tally } from './tally.ts';

export interface AskingOptions {
  readonly levels: Levels;
  /** How long not to ask again at least for what could not be had, while something old stands in, in milliseconds. */
  readonly holdMs: number;
  readonly onUse: (use: CacheUse, call: Call) => void;
  readonly onRefreshFailed: (name: string, failure: Failure) => void;
}

export interface Asking {
  /** What was found, by id, for every item. Rejects with the failure of the service, or when the call is over. */
  answer(question: Question, call: Call): Promise<ReadonlyMap<string, Found>>;
  /** Ends whatever is being fetched. */
  close(): void;
}

/** A fetch under way. */
interface Fetching {
  readonly flight: Flight<ReadonlyMap<string, Filled>>;
  /** What the store had of it, should it fail. */
  readonly leftovers: ReadonlyMap<string, Kept>;
  /** What it is to replace, and what is given until then. */
  readonly ageing: ReadonlyMap<string, Kept>;
}

/** One call on its way through the cache. */
interface Visit {
  readonly question: Question;
  readonly call: Call;
  readonly found: Map<string, Found>;
  readonly tally: Tally;
  /** The keys of what is there and too old. */
  readonly old: Set<string>;
}

/** One call waiting for one fetch. */
interface Wait {
  readonly fetching: Fetching;
  readonly items: readonly Item[];
  /** Somebody else began it. */
  readonly collapsed: boolean;
}

const nothing: ReadonlyMap<string, Kept> = new Map();
/** What could not be had is not asked for again for this share of its time to live. */
const heldShare = 0.1;

export function createAsking({ levels, holdMs, onUse, onRefreshFailed }: AskingOptions): Asking {
  const { memory, invalidations, now } = levels;
  const underWay = new Map<string, Fetching>();

  return {
    answer: async (question, call) => {
      const tally = createTally(question.terms.name, now);
      const visit: Visit = { question, call, tally, found: new Map(), old: new Set() };
      try {
        const missing = takeFromMemory(visit, question.items);
        if (missing.length > 0) await takeFromService(visit, missing);
      } catch (error) {
        onUse({ name: question.terms.name, outcome: 'miss' }, call);
        throw error;
      }
      onUse(tally.sum(), call);
      return visit.found;
    },
    close: () => {
      for (const { flight } of new Set(underWay.values())) flight.cancel();
    },
  };

  /** Takes what is good enough, has what is ageing replaced, and returns the rest. */
  function takeFromMemory(visit: Visit, items: readonly Item[]): readonly Item[] {
    const missing: Item[] = [];
    const ageing = new Map<Item, Kept>();
    for (const item of items) {
      const kept = memory.get(item.key) ?? beingReplaced(item);
      const age = kept && ageOf(kept.entry, now());
      if (age === 'old') visit.old.add(item.key);
      if (!kept || (age === 'old' && !isHeld(kept))) {
        missing.push(item);
      } else if (age === 'old') {
        takeOld(visit, item, kept);
      } else {
        take(visit, item, kept, 'memory');
        if (age === 'ageing' && !isHeld(kept)) ageing.set(item, kept);
      }
    }
    refresh(visit, ageing);
    return missing;
  }

  /** Waits for the service, no longer than leaves time to answer in; with old answers at hand, time for more than that: half of it. */
  async function takeFromService(visit: Visit, missing: readonly Item[]): Promise<void> {
    const { deadline } = visit.call;
    const hasOld = missing.every(({ key }) => visit.old.has(key));
    const patience = deadline.child({ reserve: true, ...(hasOld && { maxMs: deadline.remainingMs / 2 }) });
    try {
      for (let rest = missing; rest.length > 0;) {
        // Nothing is begun that cannot be waited for.
        patience.throwIfOver();
        const waits = waitsFor(visit, rest).map((wait) => takeFrom(visit, wait, patience, invalidations.count));
        rest = takeFromMemory(visit, (await Promise.all(waits)).flat());
      }
    } catch (error) {
      // Whoever fails with one of several fetches waits for none of the others.
      patience.cancel();
      throw error;
    } finally {
      patience.close();
    }
  }

  /** The fetches to wait for: those under way that can be joined, and a new one for everything else. */
  function waitsFor(visit: Visit, items: readonly Item[]): Wait[] {
    const byFetch = Map.groupBy(items, ({ key }) => underWay.get(key));
    return [...byFetch].map(([fetching, some]) =>
      fetching
        ? { fetching, items: some, collapsed: true }
        : { fetching: begin(visit, some, nothing), items: some, collapsed: false },
    );
  }

  /** Takes what one fetch brings, and returns what must be asked for again. `joinedAt`: so many invalidations ago we came. */
  async function takeFrom(visit: Visit, wait: Wait, patience: Deadline, joinedAt: number): Promise<readonly Item[]> {
    const { flight, leftovers } = wait.fetching;
    let filled: ReadonlyMap<string, Filled>;
    try {
      filled = await flight.wait(visit.call.ledger, patience);
    } catch (error) {
      takeOldInstead(visit, wait.items, leftovers, error);
      return [];
    }
    const ageing = new Map<Item, Kept>();
    const again = wait.items.filter((item) => {
      const { kept, level, stored } = filled.get(item.key)!;
      const invalidated = invalidations.last(kept.entry.tags);
      // We came after something was invalidated, and joined those who had come before: what they read may be what was before.
      if (kept.since < invalidated && invalidated <= joinedAt) return true;
      if (level !== undefined) {
        take(visit, item, kept, level);
        if (ageOf(kept.entry, now()) === 'ageing') ageing.set(item, kept);
      } else {
        visit.found.set(item.id, kept.entry.found);
        const wasOld = visit.old.has(item.key) || leftovers.has(item.key);
        visit.tally.miss(kept.entry, { stored, collapsed: wait.collapsed, wasOld });
      }
      return false;
    });
    refresh(visit, ageing);
    return again;
  }

  /** Lets something old stand in for what could not be had: all of it or nothing, as an answer with gaps is none. */
  function takeOldInstead(
    visit: Visit,
    items: readonly Item[],
    leftovers: ReadonlyMap<string, Kept>,
    error: unknown,
  ): void {
    const old = items.map((item) => ({ item, kept: memory.get(item.key) ?? leftovers.get(item.key) }));
    // What is wrong with the question, and what is wrong with us, no old answer makes right.
    if (!isFailure(error) || !(error.kind.retryable || error.code === 'UPSTREAM_INVALID')) throw error;
    for (const { kept } of old) if (!kept || ageOf(kept.entry, now()) === 'over') throw error;
    for (const { item, kept } of old) {
      if (ageOf(kept!.entry, now()) === 'old') {
        hold(visit, item, kept!, error);
        takeOld(visit, item, kept!);
      } else {
        take(visit, item, kept!, 'memory');
      }
    }
  }

  /** Has items fetched behind everybody's back; of those that are being fetched already, nothing. */
  function refresh(visit: Visit, ageing: ReadonlyMap<Item, Kept>): void {
    const idle = [...ageing].filter(([{ key }]) => !underWay.has(key));
    if (idle.length === 0) return;
    const replaced = new Map(idle.map(([{ key }, kept]) => [key, kept]));
    const items = idle.map(([item]) => item);
    begin(visit, items, replaced).flight.outcome.catch((error: unknown) => {
      const failure = toFailure(error);
      for (const [item, kept] of idle) hold(visit, item, kept, failure);
      onRefreshFailed(visit.question.terms.name, failure);
    });
  }

  /** Memory may have no room for it: then it is with those who replace it. */
  function beingReplaced({ key }: Item): Kept | undefined {
    const kept = underWay.get(key)?.ageing.get(key);
    const isGood = kept && invalidations.last(kept.entry.tags) <= kept.since && ageOf(kept.entry, now()) === 'ageing';
    return isGood ? kept : undefined;
  }

  /** Begins a fetch: for those who wait for it, or, when there is something to be replaced, for nobody. */
  function begin({ question, call }: Visit, items: readonly Item[], ageing: ReadonlyMap<string, Kept>): Fetching {
    const leftovers = new Map<string, Kept>();
    const background = ageing.size > 0;
    const { isPrivate, fillBudgetMs } = question.terms;
    // Before it exists: what one request may no longer ask must not fail for others who join it. What replaces something is nobody's wait.
    if (!background) call.ledger.beginCall();
    const flight = createFlight({
      budgetMs: fillBudgetMs,
      // What is for everybody is asked for as nobody: whatever the service makes of a caller, none is there to be made something of.
      caller: isPrivate ? call.caller : anonymous,
      trace: call.trace,
      begunBy: call.ledger,
      background,
      work: (own) => fill(levels, { question, items, leftovers, skipStore: background }, own),
      onOver: () => {
        for (const { key } of items) underWay.delete(key);
      },
    });
    const fetching: Fetching = { flight, leftovers, ageing };
    for (const { key } of items) underWay.set(key, fetching);
    return fetching;
  }

  /** What may be so old without anybody asking may be a little older: a service in trouble is spared in proportion. */
  function hold({ question }: Visit, item: Item, kept: Kept, cause: Failure): void {
    kept.held = { until: now() + Math.max(holdMs, question.terms.ttlMs * heldShare), cause };
    memory.set(item.key, kept);
  }

  function isHeld({ held }: Kept): boolean {
    return held !== undefined && now() < held.until;
  }

  function take(visit: Visit, item: Item, kept: Kept, level: string): void {
    visit.found.set(item.id, kept.entry.found);
    visit.tally.hit(kept.entry, level);
  }

  function takeOld({ question, call, found, tally }: Visit, item: Item, kept: Kept): void {
    found.set(item.id, kept.entry.found);
    tally.standIn(kept.entry);
    call.ledger.stale(question.terms.part, kept.held?.cause);
  }
}
