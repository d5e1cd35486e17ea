/** Resilience: retries, circuit breakers, bulkheads, and answers that degrade. */
export { breaker, noBreaker } from './breaker.ts';
export type { Breaker, CircuitThresholds } from './breaker.ts';
export { bulkhead, noBulkhead } from './bulkhead.ts';
export type { Bulkhead } from './bulkhead.ts';
export { gather, plan } from './gather.ts';
export { noRetry, retry } from './retry.ts';
export type { Retry } from './retry.ts';
export { outcomeOf } from './outcome.ts';
export type { Outcome } from './outcome.ts';
export { missing, withFallback } from './with-fallback.ts';
