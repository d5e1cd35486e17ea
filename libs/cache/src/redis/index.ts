/** The shared level of a cache in Redis. */
export { openCache } from './open-cache.ts';
