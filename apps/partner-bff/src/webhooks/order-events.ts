/** Events of orders, as partners receive them by webhook, and read them of an order. */

import { identifier, instant } from '@frontage/dto-mapping/fields';
import { readBody, type Message } from '@frontage/messaging';
import type { Order } from '@frontage/orders-client';
import { eventsOfOrder, orderOfEvent, type OrderEvent } from '@frontage/orders-client/events';
import { orderEventTypes, orderStatuses } from '@frontage/orders-client/bounds';
import { toPayload, type WebhookEvent } from '@frontage/webhooks';
import { z } from 'zod';
import type { Linker } from '../representation/links.ts';
import { money, toMoneyView } from '../representation/money.view.ts';

/** Topics that become events of partners. */
export const orderTopics = ['order.*'] as const;

/** Data of an event, without its links: what decides whether to look closer. The rest is behind its link. */
export const orderEventData = z.object({
  id: identifier('The order.'),
  status: z.enum(orderStatuses).meta({ description: 'Status after the event.' }),
  total: money('Price of all lines.'),
  placedAt: instant('Instant at which it was placed.'),
  updatedAt: instant('Instant of the last change of the status.'),
});

type OrderOfEvent = Pick<Order, 'id' | 'status' | 'total' | 'placedAt' | 'updatedAt'>;

const toData = (order: OrderOfEvent): z.input<typeof orderEventData> => ({
  id: order.id,
  status: order.status,
  total: toMoneyView(order.total),
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
});

/**
 * Makes the event of a message about an order. None for orders of customers, and for types that partners are not told of.
 *
 * Throws UnprocessableMessage for a malformed body.
 */
export function toOrderEvents(message: Message, { link }: Linker): readonly WebhookEvent[] {
  const { id, topic, at } = message;
  const type = Object.values(orderEventTypes).find((each) => each === topic);
  if (type === undefined) return [];
  const order = readBody(message, orderOfEvent);
  if (order.owner.kind !== 'partner') return [];
  const { id: partnerId, mode = 'live' } = order.owner;
  const body = toPayload({ type, at, mode, data: toData(order), href: link(`/orders/${order.id}`).href });
  return [{ id, partnerId, mode, type, at, body }];
}

/** Event of an order with the data of its webhook. */
export interface ToldEvent extends Pick<OrderEvent, 'id' | 'type' | 'at'> {
  readonly data: z.input<typeof orderEventData>;
}

/** Events of an order so far, oldest first, as webhooks tell of them. */
export const eventsOf = (order: Order): readonly ToldEvent[] =>
  eventsOfOrder(order).map(({ id, type, at, status, updatedAt }) => ({
    id,
    type,
    at,
    data: toData({ ...order, status, updatedAt }),
  }));
