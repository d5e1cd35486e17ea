/** Orders in version 2. */

import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { identifier, instant } from '@frontage/dto-mapping/fields';
import type { Order } from '@frontage/orders-client';
import { orderBounds, orderSorts, orderStatuses } from '@frontage/orders-client/bounds';
import { may, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { linksSchema, pageLinks, type Linker } from '../../representation/links.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { money, toMoneyView } from '../../representation/money.view.ts';
import { represent } from '../../version.ts';
import type { OrderViews } from './orders.endpoint.ts';
import { newOrderWith } from './orders.input.ts';

const status = (description: string) => z.enum(orderStatuses).meta({ description });

const line = z
  .object({
    product: identifier('The product.'),
    quantity: z.int().min(1).max(orderBounds.quantity).meta({ description: 'Pieces.' }),
    unit: money('Price of a piece.'),
    total: money('Price of all pieces.'),
    _links: linksSchema,
  })
  .meta({ description: 'Pieces of one product.' });

const step = z
  .object({ status: status('Status after the change.'), at: instant('Instant.') })
  .meta({ description: 'A change of the status.' });

const orderSchema = z
  .object({
    id: identifier('The order.'),
    status: status('Status now.'),
    lines: z.array(line).max(orderBounds.lines).meta({ description: 'Lines, a product each.' }),
    total: money('Price of all lines.'),
    placedAt: instant('Instant at which it was placed.'),
    updatedAt: instant('Instant of the last change of the status.'),
    history: z
      .array(step)
      .max(orderStatuses.length)
      .meta({ description: 'Changes of the status so far, oldest first.' }),
    _links: linksSchema,
  })
  .meta({ description: 'An order.' });

const orderView = defineView('Order', orderSchema);

const orderListView = defineView(
  'OrderList',
  z
    .object({
      _embedded: z
        .object({ orders: z.array(orderSchema).max(maxPageSize).meta({ description: 'One page of orders.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: linksSchema,
    })
    .meta({ description: 'Orders, in the order that was asked for.' }),
);

/** Links to the actions that the service allows now and the principal may take. */
function movesOf(order: Order, principal: Principal, { link }: Linker): Record<string, { readonly href: string }> {
  const moves = order.actions.filter((action) => may(principal, `order:${action}`, order) === 'granted');
  return Object.fromEntries(moves.map((action) => [action, link(`/orders/${order.id}/${action}`)]));
}

/** Link to a product, for those who may see products. */
const productLink = (id: string, principal: Principal, { link }: Linker) =>
  may(principal, 'partner:catalog') === 'granted' ? { product: link(`/products/${id}`) } : {};

const toOrderView = (order: Order, principal: Principal, links: Linker): ViewOf<typeof orderView> => ({
  id: order.id,
  status: order.status,
  lines: order.lines.map(({ productId, quantity, unit, total }) => ({
    product: productId,
    quantity,
    unit: toMoneyView(unit),
    total: toMoneyView(total),
    _links: productLink(productId, principal, links),
  })),
  total: toMoneyView(order.total),
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
  history: order.history.map(({ status, at }) => ({ status, at })),
  _links: {
    self: links.link(`/orders/${order.id}`),
    ...(may(principal, 'order:read', order) === 'granted' && { events: links.link(`/orders/${order.id}/events`) }),
    ...movesOf(order, principal, links),
  },
});

const terms = {
  status: status('Only orders that have this status now.').optional(),
  sort: z
    .enum(orderSorts)
    .optional()
    .meta({ description: 'The order, `-` for descending. Default newest first. A cursor belongs to its order.' }),
};

export const ordersV2 = (links: Linker): OrderViews => ({
  orderTerms: {
    parameters: terms,
    termsOf: (query) => {
      const { status, sort } = query as z.output<z.ZodObject<typeof terms>>;
      return { status, sort };
    },
  },
  newOrder: newOrderWith('refused'),
  order: represent(orderView, (order, principal) => toOrderView(order, principal, links)),
  orderList: represent(orderListView, ({ orders, query, next }, principal) => ({
    _embedded: { orders: orders.map((order) => toOrderView(order, principal, links)) },
    _links: pageLinks(links, '/orders', query, next),
  })),
});
