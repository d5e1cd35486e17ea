/** Upstream policy: timeouts and protections of calls to services. compose.ts may override it for one; budgets end a call sooner. */

import type { UpstreamPolicy } from '@frontage/chassis';

export const upstreamPolicy: UpstreamPolicy = {
  attemptTimeoutMs: 5_000,
  circuit: { failures: 10, slowMs: 2_000, halfOpenAfterMs: 1_000 },
};
