/** Proof of the category tree and of a category's page. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    Categories: { budget: { calls: 1, waves: 1 }, requires: ['catalog'] },
    CategoryPage: {
      budget: { calls: 5, waves: 3 },
      requires: ['catalog'],
      request: { variables: { id: 'desk-lamps', currency: 'EUR' } },
      shows: { category: { id: 'desk-lamps' } },
    },
  },
} satisfies GraphqlFeatureProof;
