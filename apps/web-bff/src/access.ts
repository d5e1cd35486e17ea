/** Access to each root field. The server does not start with a field that has no row here. */

import type { AccessTable, FieldAccessTable } from '@frontage/graphql-server';
import { permission, publicAccess } from '@frontage/policy';
import type { MutationCheckoutArgs, MutationPlaceOrderArgs } from './schema.types.ts';

export const access: AccessTable = {
  'Query.home': publicAccess,
  'Query.products': publicAccess,
  'Query.product': publicAccess,
  'Query.search': publicAccess,
  'Query.category': publicAccess,
  'Query.categories': publicAccess,
  'Query.viewer': publicAccess,
  'Query.node': publicAccess,
  'Query.cart': permission('cart:use'),
  'Query.visitorCart': publicAccess,
  'Query.orders': permission('order:list'),
  'Query.order': permission('order:read', 'demanded'),
  'Mutation.putCartItem': permission('cart:use'),
  'Mutation.removeCartItem': permission('cart:use'),
  'Mutation.mergeCart': permission('cart:use'),
  'Mutation.checkout': permission('order:place', ({ input }: MutationCheckoutArgs) => ({ currency: input.currency })),
  'Mutation.placeOrder': permission('order:place', ({ input }: MutationPlaceOrderArgs) => ({
    currency: input.currency,
  })),
  'Mutation.payOrder': permission('order:pay', 'demanded'),
  'Mutation.cancelOrder': permission('order:cancel', 'demanded'),
  'Mutation.updateProfile': permission('profile:write'),
  'Mutation.addAddress': permission('profile:write'),
  'Mutation.updateAddress': permission('profile:write'),
  'Mutation.removeAddress': permission('profile:write'),
  'Mutation.setDefaultAddress': permission('profile:write'),
  'Mutation.addToWishList': permission('wishlist:use'),
  'Mutation.removeFromWishList': permission('wishlist:use'),
  'Mutation.writeReview': permission('review:write'),
  'Mutation.deleteReview': permission('review:write'),
  'Subscription.orderChanged': permission('order:read', 'demanded'),
  'Subscription.stockChanged': publicAccess,
};

/** Access to fields that need more than access to their parent. */
export const fieldAccess: FieldAccessTable = {
  'Order.internalNotes': 'order:notes',
};
