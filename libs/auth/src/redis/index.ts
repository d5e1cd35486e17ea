/** Sessions in Redis. */
export { createRedisSessionStore } from './redis-session-store.ts';
