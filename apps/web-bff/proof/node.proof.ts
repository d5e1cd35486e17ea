/** Proof of objects by their id. */

import type { GraphqlFeatureProof } from '@frontage/proof';

const id = 'cart/ada';

export const proof = {
  scenarios: {
    Node: {
      budget: { calls: 1, waves: 1 },
      who: 'ada',
      requires: ['customers'],
      request: { variables: { id } },
      shows: { node: { __typename: 'Cart', id } },
    },
  },
} satisfies GraphqlFeatureProof;
