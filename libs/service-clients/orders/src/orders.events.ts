/** Events of orders, and what they invalidate. */

import { z } from 'zod';
import { orderEventTypes } from './bounds.ts';
import { toOrder, type Order, type OrderStatus } from './orders.client.ts';
import { orderWire, ownerWire } from './orders.contract.ts';

/** Part of an event's body that matters to caches: the mode and the lines of the order. */
const orderEvent = z.object({
  order: z.object({
    owner: ownerWire.pick({ owner_mode: true }).default({ owner_mode: 'live' }),
    line_items: z.array(z.object({ product_ref: z.string().max(64) })),
  }),
});

type TagsOf = (data: unknown) => readonly string[];

/**
 * Cache tags that each event invalidates, by topic. Orders take stock when they are placed, and give it back when they are cancelled; those
 * of test mode do neither.
 *
 * `soldTag` is the tag of answers about the stock of a product. Throws for a malformed body.
 */
export const orderInvalidations = ({
  soldTag,
}: {
  readonly soldTag: (productId: string) => string;
}): Readonly<Record<'order.created' | 'order.cancelled', TagsOf>> => {
  const stockOf: TagsOf = (data) => {
    const { owner, line_items } = orderEvent.parse(data).order;
    return owner.owner_mode === 'test' ? [] : line_items.map((line) => soldTag(line.product_ref));
  };
  return { 'order.created': stockOf, 'order.cancelled': stockOf };
};

/** Tag of one order, for whoever watches it. Orders are not cached. */
export const orderTag = (id: string): string => `order:${id}`;

const toldOrder = z.object({ order: orderWire.pick({ order_id: true }) });

/** Tags of what each event changes beside stock, by topic. Throws for a malformed body. */
export const orderChanges: Readonly<Record<string, TagsOf>> = Object.fromEntries(
  Object.values(orderEventTypes).map((topic) => [topic, (data) => [orderTag(toldOrder.parse(data).order.order_id)]]),
);

const eventBody = z.object({ order: orderWire });

/** Order that an event tells of, as it was then. Throws for a malformed body. */
export const orderOfEvent = (data: unknown): Order => toOrder(eventBody.parse(data).order);

export type OrderEventType = (typeof orderEventTypes)[OrderStatus];

/** Event of an order: it came to a status. */
export interface OrderEvent {
  /** Id of the message that tells of it, on every delivery. */
  readonly id: string;
  readonly type: OrderEventType;
  /** Time of the event, an ISO 8601 instant. */
  readonly at: string;
  /** Members of the order that events change, as they were then. */
  readonly status: OrderStatus;
  readonly updatedAt: string;
}

/** Id of the event of a status: `order-paid-o-0001`. An order comes to each status at most once, so that nothing else has it. */
export const orderEventId = (orderId: string, status: OrderStatus): string =>
  `${orderEventTypes[status].replace('.', '-')}-${orderId}`;

/** Events of an order so far, oldest first. They follow from its history: nobody has to keep them. */
export const eventsOfOrder = ({ id, history }: Pick<Order, 'id' | 'history'>): readonly OrderEvent[] =>
  history.map(({ status, at }) => ({
    id: orderEventId(id, status),
    type: orderEventTypes[status],
    at,
    status,
    updatedAt: at,
  }));
