/** Shared level in Redis. Private entries are sealed there, or are not there. */

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
   * Secrets that seal private entries, of at least 32 characters. The first seals, all of them open, which is how they are rotated. Default
   * none: private entries stay in memory.
   */
  readonly secrets?: readonly string[] | undefined;
  /** Longest value that is written, in characters. A longer one would hold up Redis, which has one thread. Default 1 Mi. */
  readonly maxValueLength?: number;
  /**
   * Receives errors other than an unreachable Redis, which its handle reports. Those are mistakes of ours, or foreign data under our keys.
   */
  readonly onError?: (error: unknown) => void;
}

/** Largest number of invalidated tags kept for an unreachable Redis. Beyond it, every entry counts as invalidated. */
const maxPending = 10_000;

/** Script that notes the time of an invalidation. Redis' clock and one atomic step keep an earlier time from replacing a later one. */
const invalidateScript = `
local time = redis.call('TIME')
local moment = time[1] .. string.format('%06d', time[2])
for _, key in ipairs(KEYS) do redis.call('SET', key, moment, 'PX', ARGV[1]) end
return moment`;

/** Names are hashes: keys have any length, and hold personal data. The kind stays readable, for operators. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const nameOf = ({ kind, key }: SharedKey): string => `cache:${kind}:${digest(key)}`;
const tagName = (tag: string): string => `cache-tag:${digest(tag)}`;
/** Tag of every entry. */
const everything = 'cache-tag:everything';

/** Creates the shared level. Lookups never wait for a Redis that is away, and use it again when it is back. */
export function createRedisStore(options: RedisStoreOptions): SharedStore {
  const { redis, secrets = [], maxValueLength = 1024 * 1024, onError } = options;
  const seal = secrets.length > 0 ? createSeal(secrets, 'frontage cache') : undefined;
  /** Names of invalidated tags that Redis does not know yet. */
  let pending = new Set<string>();

  return {
    name: 'redis',
    get: async (keys) => {
      // Redis must know pending invalidations first, or it would give invalid entries as valid.
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

  /** Runs commands in Redis; undefined when that fails. */
  async function attempt<T>(work: (commands: RedisCommands) => Promise<T>): Promise<T | undefined> {
    try {
      return await redis.run(work);
    } catch (error) {
      if (!isFailure(error)) onError?.(error);
      return undefined;
    }
  }

  /** Tells Redis of these invalidated tags and of the pending ones. Gives whether Redis knows them now. */
  async function tell(names: readonly string[]): Promise<boolean> {
    const keys = [...new Set([...pending, ...names])];
    // Redis runs commands in order: a lookup that begins from here on sees this invalidation.
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

/** Place of a sealed text, to which it is bound. Moved to another key, it does not open. */
const placeOf = ({ kind, key }: SharedKey): string => `${kind} ${key}`;

const tagsOf = ({ tags }: Entry): readonly string[] => [everything, ...tags.map(tagName)];

/** Reads the time and the entries in one round trip, the time first. A fetch that follows began after it. */
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

/** Times at which the tags of these entries were invalidated, as far as they were. */
async function momentsOf(
  commands: RedisCommands,
  envelopes: readonly Envelope[],
): Promise<ReadonlyMap<string, number>> {
  const tags = [...new Set(envelopes.flatMap(({ entry }) => tagsOf(entry)))];
  if (tags.length === 0) return new Map();
  const moments = await commands.mGet(tags);
  return new Map(tags.flatMap((tag, index) => (moments[index] ? [[tag, Number(moments[index])]] : [])));
}
