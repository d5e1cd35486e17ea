/** Proof of the category tree. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { Categories: { requires: ['catalog'] } },
} satisfies GraphqlFeatureProof;
