/** Proof of the category tree. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: { Categories: { budget: { calls: 1, waves: 1 }, requires: ['catalog'] } },
} satisfies GraphqlFeatureProof;
