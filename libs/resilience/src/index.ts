/** What to do when parts fail, and how not to make it worse. */
export { breaker, noBreaker } from './breaker.ts';
export type { Breaker, BreakerOptions, CircuitThresholds } from './breaker.ts';
export { bulkhead, noBulkhead } from './bulkhead.ts';
export type { Bulkhead, BulkheadOptions } from './bulkhead.ts';
export { gather, plan } from './gather.ts';
export type { Plan } from './gather.ts';
export { noRetryBudget, retryBudget } from './retry-budget.ts';
export type { RetryBudget, RetryBudgetOptions } from './retry-budget.ts';
export { noRetry, retry } from './retry.ts';
export type { GiveUpEvent, Retry, RetryEvent, RetryOptions } from './retry.ts';
export { outcomeOf } from './outcome.ts';
export type { Outcome } from './outcome.ts';
export { missing, withFallback } from './with-fallback.ts';
