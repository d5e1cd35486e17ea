/** Rate limits that instances share, in Redis. */
export { createRedisLimitStore } from './redis-store.ts';
export type { RedisLimitStoreOptions } from './redis-store.ts';
