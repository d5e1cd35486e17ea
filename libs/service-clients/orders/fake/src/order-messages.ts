/** Events of orders as messages. */

import type { Message, Outbox } from '@frontage/messaging';
import type { OrderEvent, OrderOutbox } from './order-store.ts';

/** Outbox of a store, for the relay. Messages of one order keep their order. */
export const outboxOf = ({ outbox }: { readonly outbox: OrderOutbox }): Outbox => ({
  pending: async (limit) => (await outbox.pending(limit)).map(toMessage),
  markPublished: (ids) => outbox.markPublished(ids),
});

const toMessage = ({ id, type, timestamp, data, traceparent }: OrderEvent): Message => ({
  id,
  topic: type,
  key: data.order.order_id,
  at: timestamp,
  data,
  traceparent,
});
