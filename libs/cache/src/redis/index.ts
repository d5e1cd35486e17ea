/** The shared level of a cache in Redis. */
export { createRedisStore } from './redis-store.ts';
export type { RedisStoreOptions } from './redis-store.ts';
export { openCache } from './open-cache.ts';
export type { CacheSettings, OpenCacheOptions } from './open-cache.ts';
