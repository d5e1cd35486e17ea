/** Orders by id, as far as the principal may see them. */

import type { Call } from '@frontage/call';
import type { Order, OrdersClient } from '@frontage/orders-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

export const ordersLoader = (orders: OrdersClient, call: Call): Loader<Order> =>
  batchLoader(call, (ids) => orders.orders(ids, call));
