/** Proof of the reviews of a product. */

import { product, type SlimFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    listReviews: { bytes: 1_500, requires: ['reviews'], request: { params: { id: product } } },
  },
} satisfies SlimFeatureProof;
