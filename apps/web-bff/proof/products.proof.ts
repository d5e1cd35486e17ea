/** Proof of product lists and of the product page. */

import { product, type GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    ProductGrid: { requires: ['catalog'], request: { variables: { category: 'desk-lamps' } } },
    ProductPage: {
      requires: ['catalog'],
      request: { variables: { id: product } },
      shows: { product: { id: product } },
    },
  },
} satisfies GraphqlFeatureProof;
