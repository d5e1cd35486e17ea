/** Rate limiting by API key, principal, role, tier, route and address. */
export { createRateLimits, rateLimitConfig } from './rate-limits.ts';
export type { LimitState } from './fields.ts';
export { byTier } from './policy.ts';
export type { LimitPolicy } from './policy.ts';
