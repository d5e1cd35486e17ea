/** Sessions in Redis: for several instances, which see each other's logins and logouts at once. */

import { isWrongType, type Redis, type RedisCommands } from '@frontage/redis';
import { createSeal } from '@frontage/sealing';
import { createHash } from 'node:crypto';
import type { Session, SessionStore } from '../session/session-store.ts';

export interface RedisSessionStoreOptions {
  readonly redis: Redis;
  /** Secrets of at least 32 characters with which sessions are sealed: the first seals, all of them open. The same on all instances. */
  readonly secrets: readonly string[];
  /**
   * What is under one of our names cannot be read: a secret went too early, or somebody else wrote it. It counts as not there: whose
   * session it was is logged out. Told once for each name, without the prefix, which is a hash.
   */
  readonly onUnreadable?: (name: string) => void;
  /** The clock, in milliseconds. Default `Date.now`. Times that pass are Redis' own. */
  readonly now?: () => number;
}

/**
 * What a session is sealed for. Raise the number when `Session` changes its shape: instances of two releases share one Redis while
 * the one takes the place of the other, and what does not open is nobody's session.
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

/** Clears the way for a sorted set. */
const clearScript = `
if redis.call('TYPE', KEYS[1]).ok == 'zset' then return 0 end
return redis.call('DEL', KEYS[1])`;

/** Names that are remembered as told. */
const mostTold = 1_000;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const sessionName = (key: string): string => `session:${key}`;
/** Sorted sets of keys, by the time at which their sessions end for good. Sessions that ended sooner are still in them. */
const sidName = (sid: string): string => `session-sid:${digest(sid)}`;
const subName = (sub: string): string => `session-sub:${digest(sub)}`;
const claimName = (name: string): string => `session-claim:${digest(name)}`;

/** Creates a store. Each session is a hash that expires with it: its revision, and the rest sealed and bound to its key. */
export function createRedisSessionStore(options: RedisSessionStoreOptions): SessionStore {
  const { redis, secrets, onUnreadable, now = () => Date.now() } = options;
  const seal = createSeal(secrets, purpose);
  const sealed = (key: string, session: Session): string => seal.seal(JSON.stringify(session), key);
  /** Spans, not times: our clock and Redis' may differ. */
  const spanUntil = (time: number): number => Math.max(1, Math.ceil(time - now()));

  const told = new Set<string>();
  function tell(name: string): void {
    if (told.has(name)) return;
    if (told.size >= mostTold) told.clear();
    told.add(name);
    onUnreadable?.(name);
  }

  /** Works on one name. A value of another type there is not ours: it is told, and as good as `none`. */
  async function read<T>(name: string, none: T, work: (commands: RedisCommands) => Promise<T>): Promise<T> {
    try {
      return await redis.run(work);
    } catch (error) {
      if (!isWrongType(error)) throw error;
      tell(name);
      return none;
    }
  }

  /** Takes out of the way what stands where an index should. */
  async function clear(index: string): Promise<void> {
    if ((await redis.run((commands) => commands.eval(clearScript, { keys: [index] }))) === 1) tell(index);
  }

  /** Ends what an index names; how many were still there. */
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
            // As long as the longest of its sessions. To `GT`, a key without an end is one that lasts for ever.
            .pExpire(index, spanUntil(endsAt), 'NX')
            .pExpire(index, spanUntil(endsAt), 'GT');
        }
        return step.exec();
      };
      await redis.run(write).catch(async (error: unknown) => {
        if (!isWrongType(error)) throw error;
        // The session itself is written over whatever there is.
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
