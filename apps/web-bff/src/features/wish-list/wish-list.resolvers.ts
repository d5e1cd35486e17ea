/** Wish list of the customer. */

import { productId } from '@frontage/catalog-client/input';
import { readConnection, readStart } from '../../connection.ts';
import { customerOf } from '../../customer.ts';
import { inWave, optional } from '../../degradation.ts';
import { requireNamed } from '../../input.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import type { MutationResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { withUserErrors } from '../../user-errors.ts';
import { pageOf, readWishList, toWishListView, type WishListView } from './wish-list.view.ts';

interface ChangedWishList {
  readonly wishList: WishListView | undefined;
}

const unchanged = (): ChangedWishList => ({ wishList: undefined });

const addToWishList: MutationResolvers['addToWishList'] = (_, { input }, context, info) =>
  withUserErrors({ info, about: 'productId', unchanged }, async () => {
    const { deps, principal, call, loaders } = context;
    requireNamed(productId, 'productId', input.productId);
    // An unknown product must not get onto a list. The customers service does not know products.
    const product = await inWave(call, () => deps.catalog.product(input.productId, call));
    loaders.products.prime(product.id, product);
    const wish = { customerId: customerOf(principal), productId: input.productId };
    const wishes = await inWave(call, () => deps.customers.addToWishlist(wish, call));
    return { wishList: toWishListView(wishes, context) };
  });

const removeFromWishList: MutationResolvers['removeFromWishList'] = (_, { input }, context, info) =>
  withUserErrors({ info, about: 'productId', unchanged }, async () => {
    const { deps, principal, call } = context;
    requireNamed(productId, 'productId', input.productId);
    const wish = { customerId: customerOf(principal), productId: input.productId };
    const wishes = await inWave(call, () => deps.customers.removeFromWishlist(wish, call));
    return { wishList: toWishListView(wishes, context) };
  });

export const wishListPart = {
  typeDefs: readSdl(import.meta.url, './wish-list.graphql'),
  resolvers: {
    Viewer: {
      wishList: (viewer, _, context) =>
        viewer.kind === 'customer' ? optional('wishes', context.call, () => readWishList(context)) : undefined,
    },
    Mutation: { addToWishList, removeFromWishList },
    WishList: {
      productIds: ({ wishes }) => wishes.map(({ productId: id }) => id),
      items: ({ id, wishes }, args) =>
        readConnection(readStart(`wishes ${id}`, args), async (limit, after) => pageOf(wishes, limit, after)),
    },
    WishListItem: {
      product: ({ productId: id }, _, { loaders, call }) => optional('products', call, () => loaders.products.load(id)),
    },
  },
} satisfies WebSchemaPart;
