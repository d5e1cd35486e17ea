/** Invalidation of cached stock by orders. Orders are not cached: people act on their state. */

import type { Cache } from '@frontage/cache';
import type { Call } from '@frontage/call';
import type { OrdersClient } from './orders.client.ts';

/** Wraps a client so that sales invalidate, but those of test mode. `soldTag` is the tag of answers about the stock of a product. */
export const cacheOrders = (
  client: OrdersClient,
  cache: Cache,
  { soldTag }: { readonly soldTag: (productId: string) => string },
): OrdersClient => ({
  ...client,
  place: cache.change(
    ({ lines }, call) => (isTest(call) ? [] : lines.map(({ productId }) => soldTag(productId))),
    client.place,
  ),
});

const isTest = ({ caller }: Call): boolean => caller.kind === 'partner' && caller.mode === 'test';
