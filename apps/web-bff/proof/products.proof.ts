/** Proof of product lists and of the product page. */

import { product, type GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    ProductGrid: { requires: ['catalog'], request: { variables: { category: 'desk-lamps' } } },
    StockChanged: { requires: ['catalog'], request: { variables: { ids: [product, 'p-002'] } } },
    ProductPage: {
      requires: ['catalog'],
      request: { variables: { id: product } },
      shows: { product: { id: product } },
    },
  },
} satisfies GraphqlFeatureProof;
