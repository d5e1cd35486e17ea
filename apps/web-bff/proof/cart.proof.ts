/** Proof of the cart. */

import { aPut, aRemoval, graphqlAttempt, product, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'ada';
const currency = 'EUR';

export const proof = {
  scenarios: {
    Cart: {
      budget: { calls: 4, waves: 3 },
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        await fixtures.fillCart(who, 2);
        return { variables: { currency } };
      },
    },
    VisitorCart: {
      budget: { calls: 3, waves: 2 },
      requires: [],
      request: { variables: { items: [{ productId: product, quantity: 2 }], currency } },
      shows: { visitorCart: { items: [{ productId: product, quantity: 2 }] } },
    },
    PutCartItem: {
      budget: { calls: 5, waves: 4 },
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => {
        const { effect, ...variables } = await aPut(fixtures, who);
        return { variables: { ...variables, currency }, effect };
      },
    },
    MergeCart: {
      budget: { calls: 5, waves: 4 },
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => {
        const { effect, productId, quantity } = await aPut(fixtures, who);
        return { variables: { items: [{ productId, quantity }], currency }, effect };
      },
    },
    RemoveCartItem: {
      budget: { calls: 1, waves: 1 },
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        const { effect, ...variables } = await aRemoval(fixtures, who);
        return { variables: { ...variables, currency }, effect };
      },
    },
  },
  attempts: { 'cart:use': graphqlAttempt('{ cart { updatedAt } }') },
} satisfies GraphqlFeatureProof;
