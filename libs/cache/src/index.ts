/** Caching around client methods: coalesced, batched, stale when it must be, each caller's own kept apart. */
export { createCache } from './cache.ts';
export type { Cache, CacheOptions } from './cache.ts';
export { noCache } from './no-cache.ts';
export { batchPerRequest } from './per-request.ts';
export type { Absence, Entry, Found } from './entry.ts';
export type { BatchPolicy, CacheTerms, Method, MethodPolicy, OnlyPlain, Split } from './policy.ts';
export { maxLifetimeMs } from './policy.ts';
export type { SharedKey, SharedStore, StoreAnswer } from './shared-store.ts';
export { cacheVariables } from './variables.ts';
