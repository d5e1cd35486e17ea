/** Proof of the wish list. */

import { graphqlAttempt, product, type GraphqlFeatureProof } from '@frontage/proof';

const who = 'ada';
const request = { variables: { input: { productId: product } } };

export const proof = {
  scenarios: {
    WishList: { who, requires: [], request: { variables: { first: 2 } }, shows: { viewer: { id: who } } },
    AddToWishList: {
      who,
      requires: ['catalog', 'customers'],
      request,
      shows: { addToWishList: { errors: [] } },
    },
    RemoveFromWishList: { who, requires: ['customers'], request, shows: { removeFromWishList: { errors: [] } } },
  },
  attempts: {
    'wishlist:use': graphqlAttempt(
      'mutation { removeFromWishList(input: { productId: "nothing" }) { wishList { id } } }',
    ),
  },
} satisfies GraphqlFeatureProof;
