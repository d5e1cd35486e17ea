/** Redis as a handle: it comes and goes without anybody falling over it. */
export { openRedis } from './open-redis.ts';
export type { Redis, RedisCommands } from './connection.ts';
export { redisUrl } from './redis-url.ts';
export { isWrongType } from './wrong-type.ts';
