/** Proof of product lists and of the product screen. */

import { product, type RestFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    listProducts: { requires: ['catalog'], request: { query: { category: 'desk-lamps' } } },
    getProduct: { requires: ['catalog'], request: { params: { id: product } }, shows: { id: product } },
  },
} satisfies RestFeatureProof;
