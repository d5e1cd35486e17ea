/** Caching around client methods: request collapsing, batches, stale entries, private entries by caller. */
export type { Cache } from './cache.ts';
export { batchPerRequest } from './per-request.ts';
export type { Split } from './policy.ts';
export { cacheVariables } from './variables.ts';
