/** Cache of Models around client methods, which keep their signature. */

import { formatCaller } from '@frontage/call/headers';
import type { AnswerTags, CacheUse, Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { createAnswerTags } from './answer-tags.ts';
import type { CachedMethod } from './cached-method.ts';
import { toAbsence, type Found } from './entry.ts';
import { cancelFetches } from './in-flight.ts';
import { createInvalidations } from './invalidations.ts';
import { dataKey, plainIds, textKey } from './keys.ts';
import type { Levels } from './levels.ts';
import { lookup } from './lookup.ts';
import { createMemory } from './memory.ts';
import {
  checkTerms,
  type BatchPolicy,
  type CacheTerms,
  type CheckedTerms,
  type Method,
  type MethodPolicy,
  type OnlyPlain,
  type Split,
} from './policy.ts';
import { createRequest } from './request.ts';
import type { SharedStore } from './shared-store.ts';

export interface CacheOptions {
  /** The level behind memory, shared by processes. Default none. */
  readonly store?: SharedStore | undefined;
  /** Most bytes that memory may hold, roughly. Default 32 MiB; 0 turns it off. */
  readonly maxBytes?: number;
  /**
   * Minimum back-off after a failed fetch while a stale entry is served, in milliseconds. A tenth of the time to live where that is longer.
   * Default 1,000.
   */
  readonly backOffMs?: number;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Source of jitter, from 0 to 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Receives the outcome of each call of a cached method, for metrics. */
  readonly onUse?: (use: CacheUse) => void;
  /** Receives a failure of background revalidation, which no request sees. */
  readonly onRevalidationFailed?: (name: string, failure: Failure) => void;
}

export interface Cache {
  /** Caches a method: one answer per input. Of failures, only NOT_FOUND may be kept (`negativeTtlMs`). */
  method<Input, Model>(
    policy: MethodPolicy<Input, Model>,
    method: Method<Input, Model> & OnlyPlain<Input> & OnlyPlain<Model>,
  ): Method<Input, Model>;
  /** Caches a batch method: one entry per id. The service is asked once for all missing ids. */
  batch<Input, Model>(
    policy: BatchPolicy<Input, Model>,
    method: Method<Input, ReadonlyMap<string, Model>> & OnlyPlain<Input> & OnlyPlain<Model>,
  ): Method<Input, ReadonlyMap<string, Model>>;
  /** Wraps a method that writes. Its tags are invalidated before it returns, whether it succeeded or failed. */
  change<Input, Result>(
    tags: (input: Input, call: Call) => readonly string[],
    method: Method<Input, Result>,
  ): Method<Input, Result>;
  /** Invalidates entries with any of these tags, for every call that begins from now on. Never rejects. */
  invalidate(tags: readonly string[]): Promise<void>;
  /** Invalidates every entry. Never rejects. */
  invalidateEverything(): Promise<void>;
  /** Tags of answers that were put together from entries of this cache. */
  readonly answerTags: AnswerTags;
  /** Size of the memory level, in bytes, estimated. */
  readonly bytes: number;
  /** Ends every fetch. */
  close(): void;
}

/** Share of memory that tags of answers may take beside it. */
const tagsShare = 1 / 32;

/** Creates a cache. Wrap each method once, in the composition root. */
export function createCache(options: CacheOptions = {}): Cache {
  const { store, maxBytes = 32 * 1024 * 1024, backOffMs = 1_000, onUse } = options;
  const { now = () => Date.now(), random = Math.random, onRevalidationFailed = () => undefined } = options;
  const invalidations = createInvalidations();
  const memory = createMemory({ maxBytes, now, invalidations });
  const levels: Levels = {
    memory,
    store,
    inFlight: new Map(),
    invalidations,
    now,
    random,
    backOffMs,
    onUse: (use, call) => {
      call.ledger.noteCache(use);
      onUse?.(use);
    },
    onRevalidationFailed,
  };
  const names = new Set<string>();
  const register = (terms: CacheTerms): CheckedTerms => {
    const checked = checkTerms(terms);
    if (names.has(checked.name)) throw new TypeError(`Two cached methods are named '${checked.name}'.`);
    names.add(checked.name);
    return checked;
  };
  const invalidate = async (tags: readonly string[]): Promise<void> => {
    if (tags.length === 0) return;
    invalidations.add(tags);
    await store?.invalidate(tags);
  };

  return {
    method: <Input, Model>(policy: MethodPolicy<Input, Model>, method: Method<Input, Model>) => {
      const cached: CachedMethod<Input> = {
        terms: register(policy),
        keyOf: policy.key ? (input) => textKey(policy.key!(input)) : dataKey,
        fetch: async (input, [id], call) => new Map([[id!, await findOne(() => method(input, call))]]),
        tagsOf: (input, _, found, caller) => policy.tags?.(input, modelIn<Model>(found), caller) ?? [],
      };
      const { terms } = cached;
      return async (input: Input, call: Call): Promise<Model> => {
        const key = `${owner(terms, call)}${cached.keyOf(input)}`;
        // Fast path: a fresh hit in memory.
        const kept = memory.get(key);
        if (kept && now() < kept.entry.freshUntil) {
          const ttlMs = kept.entry.freshUntil - now();
          levels.onUse({ name: terms.name, outcome: 'hit', ttlMs, detail: 'memory' }, call);
          return modelOf<Model>(kept.entry.found);
        }
        const found = await lookup(levels, createRequest(cached, input, call, now), [{ id: key, key }]);
        return modelOf<Model>(found.get(key)!);
      };
    },

    batch: <Input, Model>(policy: BatchPolicy<Input, Model>, method: Method<Input, ReadonlyMap<string, Model>>) => {
      const { split } = policy as { readonly split?: Split<Input> };
      const { ids: idsOf, only } = split ?? (plainIds as unknown as Split<Input>);
      const cached: CachedMethod<Input> = {
        terms: register(policy),
        keyOf: split ? (input) => dataKey(only(input, [])) : () => '',
        fetch: async (input, ids, call) => toFound(await method(only(input, ids), call)),
        tagsOf: (_, id, found, caller) => policy.tags?.(id, modelIn<Model>(found), caller) ?? [],
      };
      return async (input: Input, call: Call): Promise<ReadonlyMap<string, Model>> => {
        const ids = idsOf(input);
        if (ids.length === 0) return new Map<string, Model>();
        const prefix = `${owner(cached.terms, call)}${cached.keyOf(input)}`;
        const items = ids.map((id) => ({ id, key: `${prefix}${textKey(id)}` }));
        const found = await lookup(levels, createRequest(cached, input, call, now), items);
        // Answers in the order of the ids, whichever level they came from.
        return new Map(ids.flatMap((id) => toPairs<Model>(id, found.get(id)!)));
      };
    },

    change: (tags, method) => async (input, call) => {
      try {
        return await method(input, call);
      } finally {
        // After a failure too: the service may have done the write all the same.
        await invalidate(tags(input, call));
      }
    },

    invalidate,
    invalidateEverything: async () => {
      invalidations.addEverything();
      await store?.invalidateEverything();
    },
    answerTags: createAnswerTags({ maxBytes: Math.floor(maxBytes * tagsShare), now, invalidations }),
    get bytes() {
      return memory.bytes;
    },
    close: () => cancelFetches(levels),
  };
}

/** Start of a key: the kind of entry, and its owner. JSON quotes the caller, so that no id can forge another owner's prefix. */
const owner = ({ kind, isPrivate }: CheckedTerms, { caller }: Call): string =>
  `${kind}|${isPrivate ? JSON.stringify(formatCaller(caller)) : 'everybody'}|`;

async function findOne(find: () => Promise<unknown>): Promise<Found> {
  try {
    return { model: await find() };
  } catch (error) {
    if (isFailure(error) && error.code === 'NOT_FOUND') return { absence: toAbsence(error) };
    throw error;
  }
}

const toFound = (models: ReadonlyMap<string, unknown>): ReadonlyMap<string, Found> =>
  new Map([...models].map(([id, model]) => [id, { model }]));

const toPairs = <Model>(id: string, found: Found): [string, Model][] =>
  'model' in found ? [[id, found.model as Model]] : [];

const modelIn = <Model>(found: Found): Model | undefined => ('model' in found ? (found.model as Model) : undefined);

function modelOf<Model>(found: Found): Model {
  if ('model' in found) return found.model as Model;
  const { message = 'There is no such thing.', ...details } = found.absence;
  throw new Failure('NOT_FOUND', message, details);
}
