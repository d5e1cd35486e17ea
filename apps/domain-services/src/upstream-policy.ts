/** Patience of the orders service with prices and stock. */

import type { UpstreamPolicy } from '@frontage/upstream';

export const upstreamPolicy: UpstreamPolicy = {
  attemptTimeoutMs: 5_000,
  circuit: { failures: 10, slowMs: 2_000, halfOpenAfterMs: 1_000 },
};
