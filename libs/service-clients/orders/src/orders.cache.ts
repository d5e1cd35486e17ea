/** What orders do to what is kept of other answers. Orders themselves are always asked for: people act on their state. */

import { batchPerRequest, type Cache } from '@frontage/cache';
import type { OrdersClient } from './orders.client.ts';

/** The same client; what it sells is invalidated. `soldTag` names an answer about the stock of a product. */
export const cacheOrders = (
  client: OrdersClient,
  cache: Cache,
  { soldTag }: { readonly soldTag: (productId: string) => string },
): OrdersClient => ({
  ...client,
  orders: batchPerRequest(client.orders),
  place: cache.change(({ lines }) => lines.map(({ productId }) => soldTag(productId)), client.place),
});
