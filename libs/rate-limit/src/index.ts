/** How much of it: limits by key, principal, role, tier, route and address. */
export { limit } from './limit.stage.ts';
export { createLimiter } from './limiter.ts';
export type { Admission, Limiter, LimiterOptions, Refusal } from './limiter.ts';
export { createLimits, limitConfig } from './limits.ts';
export type { Limits, LimitsOptions } from './limits.ts';
export { createMemoryStore } from './memory-store.ts';
export type { MemoryStoreOptions } from './memory-store.ts';
export { compile } from './policy.ts';
export type { CompiledPolicy, Dimension, LimitPolicy, Rate, Rates } from './policy.ts';
export { sharedOrLocal } from './shared-or-local.ts';
export type { SharedOrLocalOptions } from './shared-or-local.ts';
export type { Charge, LimitStore, Outcome, Standing } from './store.ts';
export type { Subject } from './subject.ts';
export type { Rule, Tally } from './tally.ts';
