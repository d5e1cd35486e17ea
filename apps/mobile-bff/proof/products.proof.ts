/** Proof of lists of products, and of each. */

import { product, type RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    listProducts: { requires: ['catalog'], request: { query: { category: 'desk-lamps' } } },
    getProduct: { requires: ['catalog'], request: { params: { id: product } }, shows: { id: product } },
  },
} satisfies RestFeatureProof;
