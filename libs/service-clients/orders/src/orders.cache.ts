/** Invalidation of cached stock by orders. Orders are not cached: people act on their state. */

import type { Cache } from '@frontage/cache';
import type { OrdersClient } from './orders.client.ts';

/** Wraps a client so that sales invalidate. `soldTag` is the tag of answers about the stock of a product. */
export const cacheOrders = (
  client: OrdersClient,
  cache: Cache,
  { soldTag }: { readonly soldTag: (productId: string) => string },
): OrdersClient => ({
  ...client,
  place: cache.change(({ lines }) => lines.map(({ productId }) => soldTag(productId)), client.place),
});
