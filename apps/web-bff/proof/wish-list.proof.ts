/** Proof of the wish list. */

import { graphqlAttempt, product, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'ada';
const request = { variables: { input: { productId: product } } };

export const proof = {
  scenarios: {
    Wishes: { budget: { calls: 1, waves: 1 }, who, requires: [], shows: { viewer: { id: who } } },
    WishList: {
      budget: { calls: 5, waves: 3 },
      who,
      requires: [],
      request: { variables: { currency: 'EUR' } },
      shows: { viewer: { id: who } },
    },
    AddToWishList: {
      budget: { calls: 2, waves: 2 },
      who,
      requires: ['catalog', 'customers'],
      request,
      shows: { addToWishList: { errors: [] } },
    },
    RemoveFromWishList: {
      budget: { calls: 1, waves: 1 },
      who,
      requires: ['customers'],
      request,
      shows: { removeFromWishList: { errors: [] } },
    },
  },
  attempts: {
    'wishlist:use': graphqlAttempt(
      'mutation { removeFromWishList(input: { productId: "nothing" }) { wishList { id } } }',
    ),
  },
} satisfies GraphqlFeatureProof;
