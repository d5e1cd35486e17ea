/** For specs: a Redis server of their own. */
export { startRedisServer } from './redis-server.ts';
export type { RedisServer } from './redis-server.ts';
export { ready, startSpecRedis } from './spec-redis.ts';
export type { SpecRedis } from './spec-redis.ts';
