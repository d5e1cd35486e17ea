/** Orders of the customer: list, read, pay, cancel. */

import type { Call } from '@frontage/call';
import { decodeCursor, encodeCursor, type ViewOf } from '@frontage/dto-mapping';
import { idempotencyKey } from '@frontage/http-server/input';
import { orderId } from '@frontage/orders-client/input';
import type { Order } from '@frontage/orders-client';
import { may, permission, type Demand, type Principal } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { dataSaving, pageSize } from '../../client-hints.ts';
import { customerOf } from '../../customer.ts';
import { defineEndpoint, type Deps } from '../../deps.ts';
import { orderView, toOrderView } from '../../order.view.ts';
import { paging } from '../../paging.ts';
import { orderListView, toOrderList } from './orders.view.ts';

export const listOrders = defineEndpoint({
  name: 'listOrders',
  summary: 'The orders of the customer, newest first',
  method: 'GET',
  path: '/orders',
  access: permission('order:list'),
  budget: { ms: 800, calls: 1 },
  input: {
    query: z.object(paging),
    headers: dataSaving,
  },
  view: orderListView,
  etag: true,
  handle: async ({ input: { query, headers }, principal, call }, { orders }) => {
    const owner = { kind: 'customer', id: customerOf(principal) } as const;
    const list = `orders ${owner.id}`;
    const limit = query.limit ?? pageSize(20, headers);
    const page = await orders.list({ owner, limit, after: decodeCursor(list, query.cursor) }, call);
    return toOrderList(page.orders, page.next === undefined ? undefined : encodeCursor(list, page.next));
  },
});

interface OrderContext {
  readonly deps: Deps;
  readonly call: Call;
  readonly principal: Principal;
  readonly demand: Demand;
  readonly readOrder: () => Promise<Order>;
}

const orderParts = plan<OrderContext>()
  .required('order', ({ readOrder }) => readOrder())
  .optional(
    'products',
    ({ deps, call }, { order }) =>
      deps.catalog.products(
        order.lines.map(({ productId }) => productId),
        call,
      ),
    ['order'],
  )
  // The view hides notes from other principals; their requests do not fetch them either.
  .optional(
    'notes',
    async ({ deps, call, principal }, { order }) =>
      may(principal, 'order:notes') === 'granted' ? deps.orders.notes(order.id, call) : undefined,
    ['order'],
  );

async function show(context: OrderContext): Promise<ViewOf<typeof orderView>> {
  const { order, products, notes } = await gather(orderParts, context);
  context.demand(order);
  return toOrderView(order, products, notes);
}

const params = z.object({ id: orderId });
// Ownership is checked by the orders service. It answers 404 for an order of another customer.
const headers = z.object({ 'idempotency-key': idempotencyKey });

export const getOrder = defineEndpoint({
  name: 'getOrder',
  summary: 'One order',
  method: 'GET',
  path: '/orders/{id}',
  access: permission('order:read', 'demanded'),
  budget: { ms: 800, calls: 3 },
  input: { params },
  view: orderView,
  etag: true,
  handle: ({ input, principal, demand, call }, deps) =>
    show({ deps, principal, demand, call, readOrder: () => deps.orders.order(input.params.id, call) }),
});

export const payOrder = defineEndpoint({
  name: 'payOrder',
  summary: 'Pays an order',
  method: 'POST',
  path: '/orders/{id}/pay',
  access: permission('order:pay', 'demanded'),
  budget: { ms: 3_000, calls: 2 },
  input: { params, headers },
  view: orderView,
  handle: ({ input, principal, demand, call }, deps) => {
    const move = { id: input.params.id, idempotencyKey: input.headers['idempotency-key'] };
    return show({ deps, principal, demand, call, readOrder: () => deps.orders.pay(move, call) });
  },
});

export const cancelOrder = defineEndpoint({
  name: 'cancelOrder',
  summary: 'Cancels an order that has not been shipped',
  method: 'POST',
  path: '/orders/{id}/cancel',
  access: permission('order:cancel', 'demanded'),
  budget: { ms: 3_000, calls: 2 },
  input: { params, headers },
  view: orderView,
  handle: ({ input, principal, demand, call }, deps) => {
    const move = { id: input.params.id, idempotencyKey: input.headers['idempotency-key'] };
    return show({ deps, principal, demand, call, readOrder: () => deps.orders.cancel(move, call) });
  },
});
