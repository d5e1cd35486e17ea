/** Support for specs of BFFs. */
export type { RuleBeyondSchema } from './documented-request.ts';
export { heldToDocuments, type HoldingOptions } from './held-to-document.ts';

/** Environment for specs: no refusals or timeouts from a busy machine or many requests. */
export const patientEnvironment = {
  NODE_ENV: 'test',
  MAX_LAG_MS: '60000',
  LIMITS_FACTOR: '1000',
  // Budgets are proven by fake clock (tools/kill-matrix) and by wall clock in the soak.
  BUDGET_FACTOR: '10',
} as const;
