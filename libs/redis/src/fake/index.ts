/** Redis servers for specs, each spec with its own. */
export { ready, startSpecRedis } from './spec-redis.ts';
