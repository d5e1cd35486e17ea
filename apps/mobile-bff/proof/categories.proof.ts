/** Proof of the list of categories. */

import type { RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    listCategories: { requires: ['catalog'] },
  },
} satisfies RestFeatureProof;
