/** Notice: an event that its customer is told of, as messages bring it. */

import { readBody, type Message } from '@frontage/messaging';
import { orderEventTypes } from '@frontage/orders-client/bounds';
import { orderOfEvent } from '@frontage/orders-client/events';
import { z } from 'zod';

const types = Object.values(orderEventTypes);

export type NoticeType = (typeof types)[number];

const bodySchema = z.strictObject({
  type: z.enum(types),
  customerId: z.string().min(1),
  orderId: z.string().min(1),
});

export interface Notice extends z.output<typeof bodySchema> {
  /** Id of the event, on every delivery. */
  readonly id: string;
  /** Time of the event, an ISO 8601 instant. */
  readonly at: string;
  readonly traceparent: string | undefined;
}

/** Topics of events that customers are told of. */
export const eventTopics = ['order.*'] as const;

/** Topic of notices that were held, and its group. */
export const heldTopic = 'mobile.push';

/** Notice of an event; undefined for events of others than customers, and for unknown types. Throws UnprocessableMessage for a malformed body. */
export function noticeOfEvent(message: Message): Notice | undefined {
  const { id, at, traceparent, topic } = message;
  const type = types.find((each) => each === topic);
  if (type === undefined) return undefined;
  const { id: orderId, owner } = readBody(message, orderOfEvent);
  return owner.kind === 'customer' ? { id, at, traceparent, type, customerId: owner.id, orderId } : undefined;
}

/** Notice of a message that was held. Throws UnprocessableMessage for a malformed body. */
export const noticeOfHeld = (message: Message): Notice => ({
  id: message.id,
  at: message.at,
  traceparent: message.traceparent,
  ...readBody(message, (data) => bodySchema.parse(data)),
});

/** Message of a notice that was held. Those of one order keep their order. */
export const toMessage = ({ id, at, traceparent, ...data }: Notice): Message => ({
  id,
  at,
  traceparent,
  topic: heldTopic,
  key: data.orderId,
  data,
});
