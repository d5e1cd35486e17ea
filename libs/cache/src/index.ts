/** Caching around client methods: coalesced, batched, stale when it must be, each caller's own kept apart. */
export type { Cache } from './cache.ts';
export { batchPerRequest } from './per-request.ts';
export type { Split } from './policy.ts';
export { cacheVariables } from './variables.ts';
