/** Proof of the category tree and of a category's page. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    Categories: { requires: ['catalog'] },
    CategoryPage: {
      requires: ['catalog'],
      request: { variables: { id: 'desk-lamps' } },
      shows: { category: { id: 'desk-lamps' } },
    },
  },
} satisfies GraphqlFeatureProof;
