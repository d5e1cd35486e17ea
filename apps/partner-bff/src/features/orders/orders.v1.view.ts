/** Orders in version 1: `created` became `placedAt`, and each line of `timeline` a status and an instant. */

import { defineView, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import { identifier, instant } from '@frontage/dto-mapping/fields';
import type { Order } from '@frontage/orders-client';
import { orderBounds, orderStatuses } from '@frontage/orders-client/bounds';
import { z } from 'zod';
import { moneyV1, toMoneyV1 } from '../../representation/money.v1.view.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { represent } from '../../version.ts';
import type { OrderViews } from './orders.endpoint.ts';
import { newOrderWith } from './orders.input.ts';

const line = z
  .object({
    product: identifier('The product.'),
    quantity: z.int().min(1).max(orderBounds.quantity).meta({ description: 'Pieces.' }),
    unit: moneyV1('The price of a piece.'),
    total: moneyV1('The price of all of them.'),
  })
  .meta({ description: 'Pieces of one product.' });

const moment = z
  .string()
  .max(60)
  .regex(new RegExp(`^(?:${orderStatuses.join('|')}) [0-9TZ:.-]+$`))
  .meta({ description: 'A status, and the instant at which it began: `PAID 2026-05-01T10:00:00.000Z`.' });

const orderSchema = z
  .object({
    id: identifier('The order.'),
    status: z.enum(orderStatuses).meta({ description: 'Status now.' }),
    lines: z.array(line).max(orderBounds.lines).meta({ description: 'Lines, a product each.' }),
    total: moneyV1('The price of all lines.'),
    created: instant('Instant at which it was placed.'),
    timeline: z.array(moment).max(orderStatuses.length).meta({ description: 'Statuses so far, oldest first.' }),
  })
  .meta({ description: 'An order.' });

const orderView = defineView('Order', orderSchema);

const orderListView = defineView(
  'OrderList',
  z
    .object({
      orders: z.array(orderSchema).max(maxPageSize).meta({ description: 'One page of orders.' }),
      next: nextCursor.meta({ description: 'The next page: send it as `after`. Missing on the last one.' }),
    })
    .meta({ description: 'Orders, newest first.' }),
);

const toOrderView = (order: Order): ViewOf<typeof orderView> => ({
  id: order.id,
  status: order.status,
  lines: order.lines.map(({ productId, quantity, unit, total }) => ({
    product: productId,
    quantity,
    unit: toMoneyV1(unit),
    total: toMoneyV1(total),
  })),
  total: toMoneyV1(order.total),
  created: order.placedAt,
  timeline: order.history.map(({ status, at }) => `${status} ${at}`),
});

export const ordersV1 = (): OrderViews => ({
  newOrder: newOrderWith('ignored'),
  order: represent(orderView, toOrderView),
  orderList: represent(orderListView, ({ orders, next }) => ({
    orders: orders.map(toOrderView),
    next,
  })),
});
