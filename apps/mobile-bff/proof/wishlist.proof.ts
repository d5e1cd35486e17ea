/** Proof of the wish list. */

import { product, restAttempt, type Fixtures, type SlimFeatureProof } from '@frontage/proof';
import { page } from './page.ts';

const who = 'ada';

/** Effect on the wish list: whether the product is there, and how often. */
const wished = (fixtures: Fixtures, times: 0 | 1) => ({
  once: { times },
  now: async () => ({ times: (await fixtures.wishesOf(who)).filter((id) => id === product).length }),
});

export const proof = {
  scenarios: {
    getWishlist: { bytes: 850, peer: page('query WishList'), who, requires: ['customers'] },
    addWish: {
      bytes: 20,
      peer: page('mutation AddToWishList'),
      who,
      requires: ['catalog', 'customers'],
      request: async (fixtures) => ({ params: { productId: product }, effect: wished(fixtures, 1) }),
    },
    removeWish: {
      bytes: 20,
      peer: page('mutation RemoveFromWishList'),
      who,
      requires: ['customers'],
      request: async (fixtures) => ({ params: { productId: product }, effect: wished(fixtures, 0) }),
    },
  },
  attempts: { 'wishlist:use': restAttempt(() => ({ method: 'GET', path: '/wishlist?limit=1' })) },
} satisfies SlimFeatureProof;
