/** Proof of the cart. */

import { aPut, aRemoval, graphqlAttempt, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'ada';

export const proof = {
  scenarios: {
    Cart: {
      budget: { calls: 3, waves: 2 },
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        await fixtures.fillCart(who, 2);
        return {};
      },
    },
    PutCartItem: {
      budget: { calls: 4, waves: 3 },
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => {
        const { effect, ...variables } = await aPut(fixtures, who);
        return { variables, effect };
      },
    },
    MergeCart: {
      budget: { calls: 4, waves: 3 },
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => {
        const { effect, productId, quantity } = await aPut(fixtures, who);
        return { variables: { items: [{ productId, quantity }] }, effect };
      },
    },
    RemoveCartItem: {
      budget: { calls: 1, waves: 1 },
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        const { effect, ...variables } = await aRemoval(fixtures, who);
        return { variables, effect };
      },
    },
  },
  attempts: { 'cart:use': graphqlAttempt('{ cart { updatedAt } }') },
} satisfies GraphqlFeatureProof;
