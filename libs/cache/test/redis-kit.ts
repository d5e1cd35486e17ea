/** Caches over a Redis server of the spec's own. */

import { createRedis, type Redis, type RedisOptions } from '@frontage/redis/connection';
import { startRedisServer, type RedisServer } from '@frontage/redis/fake';
import { randomUUID } from 'node:crypto';
import { createCache, type Cache, type CacheOptions } from '../src/index.ts';
import { createRedisStore, type RedisStoreOptions } from '../src/redis/index.ts';
import { createClock, plain, until, type Bench, type Clock, type Setup } from './kit.ts';

export const secrets = ['a secret of the specs, which everybody may know'];

/** A server of our own when servers are configured and one can be started; said aloud when not. */
export const redisServer: RedisServer | undefined =
  process.env['REDIS_URL'] === undefined ? undefined : await startRedisServer();
if (!redisServer) process.stdout.write('SKIPPED server suite: redis\n');

const handles: Redis[] = [];

/** A connection that can be used, with keys of its own. */
export async function openRedis(keyPrefix = `${randomUUID()}:`, options: Partial<RedisOptions> = {}): Promise<Redis> {
  const redis = createRedis({
    url: redisServer!.url,
    keyPrefix,
    commandTimeoutMs: 5_000,
    maxReconnectDelayMs: 20,
    ...options,
  });
  handles.push(redis);
  await until(() => redis.state === 'ready');
  return redis;
}

/** Closes what a test has opened. */
export async function closeRedis(): Promise<void> {
  await Promise.all(handles.splice(0).map((redis) => redis.close()));
}

/** The one connection over which the suites run, one test after the other. */
let suites: Promise<Redis> | undefined;

/** Ends the server, and all that is connected to it. */
export async function stopRedis(): Promise<void> {
  await (await suites)?.close();
  await redisServer?.stop();
}

const overRedis = async (maxBytes: number | undefined, options: Partial<CacheOptions> = {}): Promise<Bench> => {
  const clock = createClock();
  suites ??= openRedis().then((opened) => handles.splice(handles.indexOf(opened), 1)[0]!);
  const redis = await suites;
  // The server is ours alone: whoever opens a cache finds it empty.
  await redis.run((commands) => commands.flushAll());
  const store = createRedisStore({ redis, secrets });
  return {
    clock,
    cache: createCache({ ...plain(clock), store, ...(maxBytes !== undefined && { maxBytes }), ...options }),
  };
};

/** Whatever is remembered, Redis remembers it. */
export const inRedis: Setup = { name: 'in Redis', open: (options) => overRedis(0, options) };
export const inBoth: Setup = { name: 'in memory over Redis', open: (options) => overRedis(undefined, options) };

/** A process with a memory of its own over a Redis that it shares with others of this prefix. */
export async function openProcess(
  keyPrefix: string,
  clock: Clock,
  options: Partial<RedisStoreOptions> & { readonly cache?: Partial<CacheOptions> } = {},
): Promise<{ cache: Cache; redis: Redis }> {
  const redis = await openRedis(keyPrefix);
  const { cache, ...store } = options;
  return {
    redis,
    cache: createCache({ ...plain(clock), store: createRedisStore({ redis, secrets, ...store }), ...cache }),
  };
}
