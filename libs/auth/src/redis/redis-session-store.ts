/** Sessions in Redis, for several instances, which see each other's logins and logouts at once. */

import { isWrongType, type Redis, type RedisCommands } from '@frontage/redis';
import { createSeal } from '@frontage/sealing';
import { createHash } from 'node:crypto';
import type { Session, SessionStore } from '../session/session-store.ts';

export interface RedisSessionStoreOptions {
  readonly redis: Redis;
  /** Secrets that seal sessions, at least 32 characters each. The first seals, all of them open; the same on all instances. */
  readonly secrets: readonly string[];
  /**
   * Called for an entry that cannot be read. Its secret was removed too early, or another program wrote it; it counts as absent, so its
   * person is logged out. Called once for each name, a hash without the prefix.
   */
  readonly onUnreadable?: (name: string) => void;
  /** Clock, in milliseconds since the epoch. Default `Date.now`. Durations are measured by Redis. */
  readonly now?: () => number;
}

/**
 * Purpose of the seal. Raise the number when `Session` changes its shape: during a deployment, instances of two releases share one Redis,
 * and an entry that does not open counts as absent.
 */
const purpose = 'frontage session 1';

const replaceScript = `
if redis.call('HGET', KEYS[1], 'revision') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[2], 'sealed', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`;

const deleteScript = `
if redis.call('HGET', KEYS[1], 'revision') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

const releaseScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/** Deletes the key unless it is a sorted set. */
const clearScript = `
if redis.call('TYPE', KEYS[1]).ok == 'zset' then return 0 end
return redis.call('DEL', KEYS[1])`;

/** Most names remembered as reported. */
const mostTold = 1_000;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const sessionName = (key: string): string => `session:${key}`;
/** Sorted sets of session keys, by absolute end. Sessions that ended sooner are still in them. */
const sidName = (sid: string): string => `session-sid:${digest(sid)}`;
const subName = (sub: string): string => `session-sub:${digest(sub)}`;
const claimName = (name: string): string => `session-claim:${digest(name)}`;

/** Creates a store. Each session is a hash that expires with it. The hash has its revision, and the rest sealed and bound to its key. */
export function createRedisSessionStore(options: RedisSessionStoreOptions): SessionStore {
  const { redis, secrets, onUnreadable, now = () => Date.now() } = options;
  const seal = createSeal(secrets, purpose);
  const sealed = (key: string, session: Session): string => seal.seal(JSON.stringify(session), key);
  /** Durations, not instants: the clocks here and in Redis may differ. */
  const spanUntil = (time: number): number => Math.max(1, Math.ceil(time - now()));

  const told = new Set<string>();
  function tell(name: string): void {
    if (told.has(name)) return;
    if (told.size >= mostTold) told.clear();
    told.add(name);
    onUnreadable?.(name);
  }

  /** Reads one name. A value of another type is reported, and counts as `none`. */
  async function read<T>(name: string, none: T, work: (commands: RedisCommands) => Promise<T>): Promise<T> {
    try {
      return await redis.run(work);
    } catch (error) {
      if (!isWrongType(error)) throw error;
      tell(name);
      return none;
    }
  }

  /** Removes a value of another type where an index should be. */
  async function clear(index: string): Promise<void> {
    if ((await redis.run((commands) => commands.eval(clearScript, { keys: [index] }))) === 1) tell(index);
  }

  /** Ends the sessions of an index; returns how many existed. */
  async function deleteAll(index: string): Promise<number> {
    const keys = await read(index, [], (commands) => commands.zRange(index, 0, -1));
    if (keys.length === 0) return 0;
    const [count] = await redis.run((commands) =>
      commands.multi().del(keys.map(sessionName)).zRem(index, keys).execTyped(),
    );
    return count;
  }

  return {
    get: async (key) => {
      const name = sessionName(key);
      const text = await read(name, null, (commands) => commands.hGet(name, 'sealed'));
      if (text === null) return undefined;
      const opened = seal.open(text, key);
      if (opened === undefined) tell(name);
      return opened === undefined ? undefined : (JSON.parse(opened) as Session);
    },

    create: async (key, session, expiresAt, replaces = []) => {
      const { identity, providerSid, revision, endsAt } = session;
      const indexes = [subName(identity.sub), ...(providerSid === undefined ? [] : [sidName(providerSid)])];
      const name = sessionName(key);
      const write = (commands: RedisCommands) => {
        const step = commands
          .multi()
          .del([name, ...replaces.map(sessionName)])
          .hSet(name, { revision, sealed: sealed(key, session) })
          .pExpire(name, spanUntil(expiresAt));
        for (const index of indexes) {
          step
            .zRemRangeByScore(index, '-inf', now())
            .zAdd(index, { score: endsAt, value: key })
            // The index expires with its longest session. `GT` treats a key without expiry as infinite, hence `NX` first.
            .pExpire(index, spanUntil(endsAt), 'NX')
            .pExpire(index, spanUntil(endsAt), 'GT');
        }
        return step.exec();
      };
      await redis.run(write).catch(async (error: unknown) => {
        if (!isWrongType(error)) throw error;
        // The session overwrites any value; only indexes need clearing.
        await Promise.all(indexes.map(clear));
        await redis.run(write);
      });
    },

    replace: async (key, session, expiresAt) => {
      const { revision } = session;
      const given = [String(revision - 1), String(revision), sealed(key, session), String(spanUntil(expiresAt))];
      const name = sessionName(key);
      const done = await read<unknown>(name, 0, (commands) =>
        commands.eval(replaceScript, { keys: [name], arguments: given }),
      );
      return done === 1;
    },

    expiresAt: async (key) => {
      const leftMs = await redis.run((commands) => commands.pTTL(sessionName(key)));
      return leftMs > 0 ? now() + leftMs : undefined;
    },

    touch: async (key, expiresAt) =>
      void (await redis.run((commands) => commands.pExpire(sessionName(key), spanUntil(expiresAt)))),

    delete: async (key, revision) => {
      const name = sessionName(key);
      const count = await read<unknown>(name, 0, (commands) =>
        revision === undefined
          ? commands.del(name)
          : commands.eval(deleteScript, { keys: [name], arguments: [String(revision)] }),
      );
      return count === 1;
    },

    deleteBySid: (providerSid) => deleteAll(sidName(providerSid)),
    deleteBySub: (sub) => deleteAll(subName(sub)),

    claim: async (name, holder, forMs) => {
      const expiration = { type: 'PX', value: forMs } as const;
      const set = await redis.run((commands) => commands.set(claimName(name), holder, { condition: 'NX', expiration }));
      return set !== null;
    },

    release: async (name, holder) =>
      void (await redis.run((commands) =>
        commands.eval(releaseScript, { keys: [claimName(name)], arguments: [holder] }),
      )),
  };
}
