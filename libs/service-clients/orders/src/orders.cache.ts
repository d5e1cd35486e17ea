/** Invalidation of cached stock by orders. Orders are not cached: people act on their state. */

import type { Cache } from '@frontage/cache';
import type { Call } from '@frontage/call';
import type { Order, OrderRequest, OrdersClient } from './orders.client.ts';

/** Wraps a client so that sales invalidate, but those of test mode. `soldTag` is the tag of answers about the stock of a product. */
export const cacheOrders = (
  client: OrdersClient,
  cache: Cache,
  { soldTag }: { readonly soldTag: (productId: string) => string },
): OrdersClient => {
  const sell = cache.change<OrderRequest, Order>(
    ({ lines }) => lines.map(({ productId }) => soldTag(productId)),
    client.place,
  );
  return {
    ...client,
    place: (request, call) => (isTest(call) ? client.place(request, call) : sell(request, call)),
  };
};

const isTest = ({ caller }: Call): boolean => caller.kind === 'partner' && caller.mode === 'test';
