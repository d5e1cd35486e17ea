/** Redis handle, which survives outages and fails fast during them. */
export { openRedis } from './open-redis.ts';
export type { Redis, RedisCommands } from './connection.ts';
export { redisUrl } from './redis-url.ts';
export { isWrongType } from './wrong-type.ts';
