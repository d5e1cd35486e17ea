/** Caches over the spec's own Redis server. */

import type { Redis } from '@frontage/redis';
import { startSpecRedis } from '@frontage/redis/fake';
import { randomUUID } from 'node:crypto';
import { createCache, type CacheOptions } from '../src/cache.ts';
import type { Cache } from '../src/index.ts';
import { createRedisStore, type RedisStoreOptions } from '../src/redis/redis-store.ts';
import { createClock, plain, type Bench, type Clock, type Setup } from './kit.ts';

export const secrets = ['a secret of the specs, which everybody may know'];

/** Server of the spec; undefined without one. */
export const own = await startSpecRedis(process.env['REDIS_URL']);

/** Connection of all suites, which run one test after the other. */
let suites: Promise<Redis> | undefined;

const overRedis = async (maxBytes: number | undefined, options: Partial<CacheOptions> = {}): Promise<Bench> => {
  const clock = createClock();
  suites ??= own!.open({ keyPrefix: `${randomUUID()}:` });
  const redis = await suites;
  // The server belongs to this spec: each cache begins empty.
  await redis.run((commands) => commands.flushAll());
  const store = createRedisStore({ redis, secrets });
  return {
    clock,
    cache: createCache({ ...plain(clock), store, ...(maxBytes !== undefined && { maxBytes }), ...options }),
  };
};

/** Setup without memory: Redis holds every entry. */
export const inRedis: Setup = { name: 'in Redis', open: (options) => overRedis(0, options) };
export const inBoth: Setup = { name: 'in memory over Redis', open: (options) => overRedis(undefined, options) };

/** Process with its own memory over a Redis shared by the same prefix. */
export async function openProcess(
  keyPrefix: string,
  clock: Clock,
  options: Partial<RedisStoreOptions> & { readonly cache?: Partial<CacheOptions> } = {},
): Promise<{ cache: Cache; redis: Redis }> {
  const redis = await own!.open({ keyPrefix });
  const { cache, ...store } = options;
  return {
    redis,
    cache: createCache({ ...plain(clock), store: createRedisStore({ redis, secrets, ...store }), ...cache }),
  };
}
