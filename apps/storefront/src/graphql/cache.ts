/** Rules of the normalised cache. Objects with an `id` are kept by type and id; these are the others. */

import { InMemoryCache, type TypePolicy } from '@apollo/client/cache';
import { listOf } from './list.ts';

/** Part of its parent, of which pages ask for different fields: all that is known of it stays. */
const merged: TypePolicy = { merge: true };
/** Item of a list, which is told from the others by something else than an id. */
const unkeyed: TypePolicy = { keyFields: false };

export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          search: listOf(['text', 'filter', 'sort', 'currency']),
          orders: listOf(),
          // An order that was just placed, or that is in a list, is here already.
          order: (existing: unknown, { args, toReference }) =>
            existing === undefined ? toReference({ __typename: 'Order', id: String(args?.['id']) }) : existing,
        },
      },
      Product: { fields: { reviews: listOf(['sort', 'rating']) } },
      Category: { fields: { products: listOf() } },
      WishList: { fields: { items: listOf() } },
      Home: merged,
      Price: merged,
      Stock: merged,
      Rating: merged,
      Profile: merged,
      CartItem: unkeyed,
      WishListItem: unkeyed,
    },
  });
