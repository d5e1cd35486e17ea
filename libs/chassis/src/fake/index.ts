/** What specs of BFFs stand on. */
export { heldToDocument } from './held-to-document.ts';

/** A BFF's environment in which nothing is refused or late because the machine is busy, or because specs ask a lot. */
export const patientEnvironment = {
  NODE_ENV: 'test',
  MAX_LAG_MS: '60000',
  LIMITS_FACTOR: '1000',
  // What budgets promise is proven by fake clock (tools/kill-matrix) and by wall clock in the soak.
  BUDGET_FACTOR: '10',
} as const;
