/** Proof of the home screen. */

import type { RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { home: { requires: ['catalog'] } },
} satisfies RestFeatureProof;
