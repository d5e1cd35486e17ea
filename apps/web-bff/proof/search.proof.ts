/** Proof of the search. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    Search: {
      budget: { calls: 5, waves: 2 },
      requires: ['catalog'],
      request: {
        variables: {
          text: 'oak lamp',
          filter: { category: 'lighting', inStock: true },
          sort: 'PRICE_ASC',
          currency: 'EUR',
        },
      },
    },
  },
} satisfies GraphqlFeatureProof;
