/** Proof of product lists and of one product. */

import { product, type RestFeatureProof } from '@frontage/proof';

const who = 'acme';

export const proof = {
  scenarios: {
    listProducts: { who, requires: ['catalog'], request: { query: { category: 'desk-lamps' } } },
    getProduct: { who, requires: ['catalog'], request: { params: { id: product } }, shows: { id: product } },
  },
} satisfies RestFeatureProof;
