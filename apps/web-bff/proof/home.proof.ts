/** Proof of the home page. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { Home: { requires: ['catalog'] } },
} satisfies GraphqlFeatureProof;
