/** Rate limits that instances share, in Redis. */
export { createRedisLimitStore } from './redis-store.ts';
