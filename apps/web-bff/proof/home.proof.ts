/** Proof of the home page. */

import type { GraphqlFeatureProof } from '@frontage/proof';

export const proof = {
  scenarios: {
    Home: { budget: { calls: 10, waves: 3 }, requires: ['catalog'], request: { variables: { currency: 'EUR' } } },
    Visit: { budget: { calls: 0, waves: 0 }, requires: [] },
  },
} satisfies GraphqlFeatureProof;
