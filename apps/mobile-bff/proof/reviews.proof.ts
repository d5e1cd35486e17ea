/** Proof of the reviews of a product. */

import { product, type RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    listReviews: { requires: ['reviews'], request: { params: { id: product } } },
  },
} satisfies RestFeatureProof;
