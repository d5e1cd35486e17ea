/** Proof of the cart. */

import { aPut, aRemoval, restAttempt, type SlimFeatureProof } from '@frontage/proof';
import { page } from './page.ts';

const who = 'ada';

export const proof = {
  scenarios: {
    getCart: {
      bytes: 250,
      peer: page('query Cart'),
      who,
      requires: ['customers'],
      request: async (fixtures) => {
        await fixtures.fillCart(who, 2);
        return {};
      },
    },
    putCartItem: {
      bytes: 400,
      peer: page('mutation PutCartItem'),
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => {
        const { productId, quantity, effect } = await aPut(fixtures, who);
        return { params: { productId }, body: { quantity }, effect };
      },
    },
    removeCartItem: {
      bytes: 50,
      peer: page('mutation RemoveCartItem'),
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
} satisfies SlimFeatureProof;
