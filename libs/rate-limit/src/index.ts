/** Rate limiting by API key, principal, role, tier, route and address. */
export { limit } from './limit.stage.ts';
export { createLimiter } from './limiter.ts';
export type { Admission, Limiter, LimiterOptions, Refusal } from './limiter.ts';
export { createRateLimits, rateLimitConfig } from './rate-limits.ts';
export type { RateLimits, RateLimitsOptions } from './rate-limits.ts';
export { createMemoryStore } from './memory-store.ts';
export type { MemoryStoreOptions } from './memory-store.ts';
export { compile } from './policy.ts';
export type { CompiledPolicy, Dimension, LimitPolicy, Rate, Rates } from './policy.ts';
export { sharedOrLocal } from './shared-or-local.ts';
export type { SharedOrLocalOptions } from './shared-or-local.ts';
export type { Charge, LimitStore, Outcome, Standing } from './store.ts';
export type { Subject } from './subject.ts';
export type { Rule, Usage } from './usage.ts';
