/** Orders as version 2 shows them. */

import { defineView, type ViewOf } from '@frontage/dto-mapping';
import type { Order } from '@frontage/orders-client';
import { may, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { link, linksSchema } from '../../links.ts';
import { moneySchema, toMoneyView } from '../../money.view.ts';

const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  lines: z.array(
    z.object({ product: z.string(), quantity: z.int(), unit: moneySchema, total: moneySchema, _links: linksSchema }),
  ),
  total: moneySchema,
  placedAt: z.string(),
  updatedAt: z.string(),
  history: z.array(z.object({ status: z.string(), at: z.string() })),
  _links: linksSchema,
});

export const orderView = defineView('Order', orderSchema);

export const orderListView = defineView(
  'OrderList',
  z.object({ _embedded: z.object({ orders: z.array(orderSchema) }), _links: linksSchema }),
);

/** The moves that the service allows now and that this key may make. */
function movesOf(order: Order, principal: Principal): Record<string, { readonly href: string }> {
  const moves = order.actions.filter((action) => may(principal, `order:${action}`, order) === 'granted');
  return Object.fromEntries(moves.map((action) => [action, link(`/orders/${order.id}/${action}`)]));
}

export const toOrderView = (order: Order, principal: Principal): ViewOf<typeof orderView> => ({
  id: order.id,
  status: order.status,
  lines: order.lines.map(({ productId, quantity, unit, total }) => ({
    product: productId,
    quantity,
    unit: toMoneyView(unit),
    total: toMoneyView(total),
    _links: { product: link(`/products/${productId}`) },
  })),
  total: toMoneyView(order.total),
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
  history: order.history.map(({ status, at }) => ({ status, at })),
  _links: { self: link(`/orders/${order.id}`), ...movesOf(order, principal) },
});
