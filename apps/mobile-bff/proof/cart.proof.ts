/** Proof of the cart. */

import { aPut, aRemoval, restAttempt, type RestFeatureProof } from '@frontage/proof';

const who = 'ada';

export const proof = {
  scenarios: {
    getCart: {
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        await fixtures.fillCart(who, 2);
        return {};
      },
    },
    putCartItem: {
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => {
        const { productId, quantity, effect } = await aPut(fixtures, who);
        return { params: { productId }, body: { quantity }, effect };
      },
    },
    removeCartItem: {
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        const { productId, effect } = await aRemoval(fixtures, who);
        return { params: { productId }, effect };
      },
    },
  },
  attempts: {
    'cart:use': restAttempt(() => ({ method: 'GET', path: '/cart' })),
  },
} satisfies RestFeatureProof;
