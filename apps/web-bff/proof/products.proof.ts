/** Proof of product lists and of the product page. */

import { product, type GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    ProductGrid: {
      budget: { calls: 4, waves: 2 },
      requires: ['catalog'],
      request: { variables: { category: 'desk-lamps' } },
    },
    StockChanged: {
      budget: { calls: 2, waves: 2 },
      requires: ['catalog'],
      request: { variables: { ids: [product, 'p-002'] } },
    },
    ProductFacts: {
      budget: { calls: 4, waves: 2 },
      requires: ['catalog'],
      request: { variables: { id: product } },
      shows: { product: { id: product } },
    },
    ProductOffer: {
      budget: { calls: 8, waves: 3 },
      requires: ['catalog'],
      request: { variables: { id: product, currency: 'CHF' } },
      shows: { product: { id: product } },
    },
  },
} satisfies GraphqlFeatureProof;
