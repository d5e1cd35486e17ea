/** The versions of the API: each a list of endpoints. */

import type { Endpoint } from '@frontage/http-server';
import type { Deps } from './deps.ts';
import { listCategories } from './features/categories/categories.endpoint.ts';
import { entry } from './features/entry/entry.endpoint.ts';
import { cancelOrder, getOrder, listOrders, payOrder, placeOrder } from './features/orders/orders.endpoint.ts';
import { getProduct, listProducts } from './features/products/products.endpoint.ts';

/** The current version. */
export const v2: readonly Endpoint<Deps>[] = [
  entry,
  listProducts,
  getProduct,
  listCategories,
  placeOrder,
  listOrders,
  getOrder,
  payOrder,
  cancelOrder,
];

/** HAL (draft-kelly-json-hal). */
export const mediaType = 'application/hal+json';
