/** For specs: a Redis server of their own. */
export { ready, startSpecRedis } from './spec-redis.ts';
