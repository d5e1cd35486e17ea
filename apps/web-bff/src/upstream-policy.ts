/** Patience with services; compose.ts may give one of them another. Budgets of operations end a call sooner. */

import type { UpstreamPolicy } from '@frontage/chassis';

export const upstreamPolicy: UpstreamPolicy = {
  attemptTimeoutMs: 5_000,
  circuit: { failures: 10, slowMs: 2_000, halfOpenAfterMs: 1_000 },
};
