/** Caching around client methods: it holds Models, and the methods look as they did before. */

import { formatCaller, type CacheUse, type Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { createAsking } from './asking.ts';
import { toAbsence, type Found } from './entry.ts';
import { createInvalidations } from './invalidations.ts';
import { dataKey, plainIds, textKey } from './keys.ts';
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
import type { SharedStore } from './shared-store.ts';

export interface CacheOptions {
  /** The level behind memory, shared by processes. Default none. */
  readonly store?: SharedStore | undefined;
  /** Most bytes that memory may hold, roughly. Default 32 MiB; 0 turns it off. */
  readonly maxBytes?: number;
  /**
   * How long not to ask again for what could not be had, while something old stands in, in milliseconds: so long, or a tenth of its time
   * to live if that is longer. Default 1,000.
   */
  readonly holdMs?: number;
  /** The clock, in milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** 0 to 1, for jitter. Default `Math.random`. */
  readonly random?: () => number;
  /** What was done for one call of a cached method, for metrics. */
  readonly onUse?: (use: CacheUse) => void;
  /** A refresh behind everybody's back failed: nobody else will say so. */
  readonly onRefreshFailed?: (name: string, failure: Failure) => void;
}

export interface Cache {
  /** The same method, cached: one answer per input. A NOT_FOUND may be remembered; no other failure ever is. */
  method<Input, Model>(
    policy: MethodPolicy<Input, Model>,
    method: Method<Input, Model> & OnlyPlain<Input> & OnlyPlain<Model>,
  ): Method<Input, Model>;
  /** The same method, cached: an answer per id, each kept alone; the service is asked once for all that are missing. */
  batch<Input, Model>(
    policy: BatchPolicy<Input, Model>,
    method: Method<Input, ReadonlyMap<string, Model>> & OnlyPlain<Input> & OnlyPlain<Model>,
  ): Method<Input, ReadonlyMap<string, Model>>;
  /** A method that changes something: whatever comes of it, what it may have touched is invalidated before it returns. */
  change<Input, Result>(
    tags: (input: Input, call: Call) => readonly string[],
    method: Method<Input, Result>,
  ): Method<Input, Result>;
  /** Nothing with any of these tags that was fetched before now is given to whoever asks from now on. Never rejects. */
  invalidate(tags: readonly string[]): Promise<void>;
  /** The same for all there is. */
  invalidateEverything(): Promise<void>;
  /** What memory holds, in bytes, roughly. */
  readonly bytes: number;
  /** Ends whatever is being fetched. */
  close(): void;
}

/** Creates a cache. Wrap each method once, in the composition root. */
export function createCache(options: CacheOptions = {}): Cache {
  const { store, maxBytes = 32 * 1024 * 1024, holdMs = 1_000, onUse, onRefreshFailed = () => undefined } = options;
  const { now = () => Date.now(), random = Math.random } = options;
  const invalidations = createInvalidations();
  const memory = createMemory({ maxBytes, now, invalidations });
  const levels = { memory, store, invalidations, now, random };
  const names = new Set<string>();
  const note = (use: CacheUse, call: Call): void => {
    call.ledger.noteCache(use);
    onUse?.(use);
  };
  const asking = createAsking({ levels, holdMs, onUse: note, onRefreshFailed });
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
      const terms = register(policy);
      return async (input: Input, call: Call): Promise<Model> => {
        const key = `${owner(terms, call)}${policy.key ? textKey(policy.key(input)) : dataKey(input)}`;
        // The way most calls go, without the detours of the others.
        const kept = memory.get(key);
        if (kept && now() < kept.entry.freshUntil) {
          note({ name: terms.name, outcome: 'hit', ttlMs: kept.entry.freshUntil - now(), detail: 'memory' }, call);
          return modelOf<Model>(kept.entry.found);
        }
        const found = await asking.answer(
          {
            terms,
            items: [{ id: key, key }],
            fetch: async (_, own) => new Map([[key, await findOne(() => method(input, own))]]),
            tags: (_, its, { caller }) => policy.tags?.(input, modelIn<Model>(its), caller) ?? [],
          },
          call,
        );
        return modelOf<Model>(found.get(key)!);
      };
    },

    batch: <Input, Model>(policy: BatchPolicy<Input, Model>, method: Method<Input, ReadonlyMap<string, Model>>) => {
      const terms = register(policy);
      const { split } = policy as { readonly split?: Split<Input> };
      const { ids: idsOf, only } = split ?? (plainIds as unknown as Split<Input>);
      return async (input: Input, call: Call): Promise<ReadonlyMap<string, Model>> => {
        const ids = [...new Set(idsOf(input))];
        if (ids.length === 0) return new Map<string, Model>();
        const start = `${owner(terms, call)}${split ? dataKey(only(input, [])) : ''}`;
        const found = await asking.answer(
          {
            terms,
            items: ids.map((id) => ({ id, key: `${start}${textKey(id)}` })),
            fetch: async (some, own) => toFound(await method(only(input, some), own)),
            tags: (id, its, { caller }) => policy.tags?.(id, modelIn<Model>(its), caller) ?? [],
          },
          call,
        );
        // In the order of the question, wherever the answers came from.
        return new Map(ids.flatMap((id) => toPairs<Model>(id, found.get(id)!)));
      };
    },

    change: (tags, method) => async (input, call) => {
      try {
        return await method(input, call);
      } finally {
        // After a failure too: it may have been done all the same.
        await invalidate(tags(input, call));
      }
    },

    invalidate,
    invalidateEverything: async () => {
      invalidations.addEverything();
      await store?.invalidateEverything();
    },
    get bytes() {
      return memory.bytes;
    },
    close: () => asking.close(),
  };
}

/** Whose an entry is, and what is in it: the start of its key. JSON's quotes keep any id of a caller from reaching into the rest. */
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
