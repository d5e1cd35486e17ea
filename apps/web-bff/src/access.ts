/** Who may use which root field. The server does not start with a field that has no row here. */

import type { AccessTable, FieldAccessTable } from '@frontage/graphql-server';
import { permission, publicAccess } from '@frontage/policy';

export const access: AccessTable = {
  'Query.home': publicAccess,
  'Query.products': publicAccess,
  'Query.product': publicAccess,
  'Query.categories': publicAccess,
  'Query.viewer': publicAccess,
  'Query.cart': permission('cart:use'),
  'Query.orders': permission('order:list'),
  'Query.order': permission('order:read'),
  'Mutation.putCartItem': permission('cart:use'),
  'Mutation.removeCartItem': permission('cart:use'),
  'Mutation.checkout': permission('order:place'),
  'Mutation.payOrder': permission('order:pay'),
  'Mutation.cancelOrder': permission('order:cancel'),
};

/** Fields that not everybody sees who sees their parent. */
export const fieldAccess: FieldAccessTable = {
  'Order.internalNotes': 'order:notes',
};
