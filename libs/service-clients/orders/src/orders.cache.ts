/** Invalidation by orders of cached answers of others. Orders themselves are not cached: people act on their state. */

import type { Cache } from '@frontage/cache';
import type { OrdersClient } from './orders.client.ts';

/** The same client; a sale invalidates. `soldTag` is the tag of answers about the stock of a product. */
export const cacheOrders = (
  client: OrdersClient,
  cache: Cache,
  { soldTag }: { readonly soldTag: (productId: string) => string },
): OrdersClient => ({
  ...client,
  place: cache.change(({ lines }) => lines.map(({ productId }) => soldTag(productId)), client.place),
});
