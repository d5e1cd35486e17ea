/** Proof of usage. */

import type { RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { getUsage: { who: 'acme', requires: ['database'], shows: { requests: 0 } } },
} satisfies RestFeatureProof;
