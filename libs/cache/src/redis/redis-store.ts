/** The level that processes share: Redis. What is somebody's own is in it sealed, or not at all. */

import { isFailure } from '@frontage/errors';
import type { Redis, RedisCommands } from '@frontage/redis';
import { createSeal } from '@frontage/sealing';
import { createHash } from 'node:crypto';
import type { Entry } from '../entry.ts';
import { maxLifetimeMs } from '../policy.ts';
import type { SharedKey, SharedStore } from '../shared-store.ts';
import { fromText, toText, type Envelope } from './envelope.ts';

export interface RedisStoreOptions {
  readonly redis: Redis;
  /**
   * Secrets of at least 32 characters with which private parts are sealed: the first seals, all of them open. Default none:
   * private parts stay in memory.
   */
  readonly secrets?: readonly string[] | undefined;
  /** Longest value that is written, in characters; Redis does one thing at a time. Default 1 Mi. */
  readonly maxValueLength?: number;
  /** Something is wrong other than that Redis cannot be reached, of which its handle tells: a mistake, or somebody else's data. */
  readonly onError?: (error: unknown) => void;
}

/** Most tags that are remembered while Redis cannot be told; beyond, everything counts as invalidated. */
const maxPending = 10_000;

/** The time at which tags were invalidated, by Redis' clock and in one step, so that a later one never gives way to an earlier one. */
const invalidateScript = `
local time = redis.call('TIME')
local moment = time[1] .. string.format('%06d', time[2])
for _, key in ipairs(KEYS) do redis.call('SET', key, moment, 'PX', ARGV[1]) end
return moment`;

/** Names are hashes: keys hold what people asked for, in any length. The kind stays readable, for whoever looks into Redis. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const nameOf = ({ kind, key }: SharedKey): string => `cache:${kind}:${digest(key)}`;
const tagName = (tag: string): string => `cache-tag:${digest(tag)}`;
/** Every entry has this tag. */
const everything = 'cache-tag:everything';

/** Creates the shared level. It never waits for a Redis that is not there, and goes on by itself when it is back. */
export function createRedisStore(options: RedisStoreOptions): SharedStore {
  const { redis, secrets = [], maxValueLength = 1024 * 1024, onError } = options;
  const seal = secrets.length > 0 ? createSeal(secrets, 'frontage cache') : undefined;
  /** Names of tags of which Redis does not know yet that they were invalidated. */
  let pending = new Set<string>();

  return {
    name: 'redis',
    get: async (keys) => {
      // What we know to be invalid and Redis does not, it would give us as valid.
      if (pending.size > 0 && !(await tell([]))) return undefined;
      const usable = keys.filter(({ isPrivate }) => !isPrivate || seal);
      const answer = await attempt((commands) => lookUp(commands, usable));
      if (!answer) return undefined;
      const { moment, texts } = answer;
      const envelopes = new Map<string, Envelope>();
      for (const [index, key] of usable.entries()) {
        const envelope = unpack(key, texts[index] ?? null);
        if (envelope) envelopes.set(key.key, envelope);
      }
      const invalidatedAt = await attempt((commands) => momentsOf(commands, [...envelopes.values()]));
      if (!invalidatedAt) return undefined;
      const found = new Map<string, Entry>();
      for (const [key, { entry, moment: begun }] of envelopes) {
        if (tagsOf(entry).every((tag) => (invalidatedAt.get(tag) ?? 0) < begun)) found.set(key, entry);
      }
      return { found, moment };
    },
    put: (key, entry, moment, lifeMs) => {
      if (key.isPrivate && !seal) return;
      const text = toText({ entry, moment });
      if (text.length > maxValueLength) return;
      const value = key.isPrivate ? seal!.seal(text, placeOf(key)) : text;
      const expiration = { type: 'PX', value: Math.max(1, Math.ceil(Math.min(lifeMs, maxLifetimeMs))) } as const;
      void attempt((commands) => commands.set(nameOf(key), value, { expiration }));
    },
    invalidate: async (tags) => void (await tell(tags.map(tagName))),
    invalidateEverything: async () => void (await tell([everything])),
  };

  /** Does something in Redis; undefined when that is not possible. */
  async function attempt<T>(work: (commands: RedisCommands) => Promise<T>): Promise<T | undefined> {
    try {
      return await redis.run(work);
    } catch (error) {
      if (!isFailure(error)) onError?.(error);
      return undefined;
    }
  }

  /** Tells Redis what is invalid: these, and what it could not be told before. Whether it knows now. */
  async function tell(names: readonly string[]): Promise<boolean> {
    const keys = [...new Set([...pending, ...names])];
    // Redis answers in order: whoever looks up from here on is answered after this.
    pending.clear();
    const done = await attempt((commands) =>
      commands.eval(invalidateScript, { keys, arguments: [String(maxLifetimeMs)] }),
    );
    if (done !== undefined) return true;
    for (const key of keys) pending.add(key);
    if (pending.size > maxPending) pending = new Set([everything]);
    return false;
  }

  function unpack(key: SharedKey, value: string | null): Envelope | undefined {
    if (value === null) return undefined;
    const text = key.isPrivate ? seal!.open(value, placeOf(key)) : value;
    const envelope = text === undefined ? undefined : fromText(text);
    if (!envelope) onError?.(new Error(`What Redis has of ${key.kind} cannot be read.`));
    return envelope;
  }
}

/** What a sealed text is bound to: in any other place it does not open, wherever somebody moves it. */
const placeOf = ({ kind, key }: SharedKey): string => `${kind} ${key}`;

const tagsOf = ({ tags }: Entry): readonly string[] => [everything, ...tags.map(tagName)];

/** Both in one trip, the time first: what is fetched because of this answer is fetched after it. */
async function lookUp(
  commands: RedisCommands,
  keys: readonly SharedKey[],
): Promise<{ moment: number; texts: readonly (string | null)[] }> {
  const [time, texts] = await Promise.all([
    commands.sendCommand<[string, string]>(['TIME']),
    keys.length > 0 ? commands.mGet(keys.map(nameOf)) : [],
  ]);
  return { moment: Number(time[0]) * 1_000_000 + Number(time[1]), texts };
}

/** When the tags of these were invalidated, as far as they were. */
async function momentsOf(
  commands: RedisCommands,
  envelopes: readonly Envelope[],
): Promise<ReadonlyMap<string, number>> {
  const tags = [...new Set(envelopes.flatMap(({ entry }) => tagsOf(entry)))];
  if (tags.length === 0) return new Map();
  const moments = await commands.mGet(tags);
  return new Map(tags.flatMap((tag, index) => (moments[index] ? [[tag, Number(moments[index])]] : [])));
}
