/** Test control of the mock orders service: moves that no client of a BFF makes. */

import type { Call } from '@frontage/call';
import { createHttpUpstream, type HttpUpstreamOptions } from '@frontage/upstream/http';
import { toOrder, type Order } from '@frontage/orders-client';
import { advanceOrder } from '@frontage/orders-client/contract';

export interface OrdersTestControl {
  /** Ships or delivers an order at once. CONFLICT reason ILLEGAL_TRANSITION. */
  advance(id: string, call: Call): Promise<Order>;
  close(): Promise<void>;
}

/** Creates the test control of one orders service. */
export function createOrdersTestControl(options: Omit<HttpUpstreamOptions, 'service'>): OrdersTestControl {
  const upstream = createHttpUpstream({ ...options, service: 'orders' });
  return {
    advance: async (id, call) => toOrder((await upstream.send(advanceOrder, { path: { id } }, call)).order),
    close: upstream.close,
  };
}
