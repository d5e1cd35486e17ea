/** Sessions in Redis. */
export { createRedisSessionStore } from './redis-session-store.ts';
export type { RedisSessionStoreOptions } from './redis-session-store.ts';
