/** The shared level of a cache in Redis. */
export { createRedisStore } from './redis-store.ts';
export type { RedisStoreOptions } from './redis-store.ts';
