/** Events of orders, as partners receive them. */

import { readBody, type Message } from '@frontage/messaging';
import { orderOfEvent } from '@frontage/orders-client';
import { eventTypes, toPayload, type EventType, type WebhookEvent } from '@frontage/webhooks';
import type { Linker } from './links.ts';
import { toMoneyView } from './money.view.ts';

/** Topics that become events of partners. */
export const orderTopics: readonly string[] = ['order.*'];

/**
 * Makes the event of a message. Undefined for orders of customers, and for types that partners are not told of.
 *
 * The payload has what decides whether to look closer; the rest is behind its link. Throws UnprocessableMessage for a malformed body.
 */
export function toWebhookEvent(message: Message, { link }: Linker): WebhookEvent | undefined {
  const { id, topic, at } = message;
  const type = eventTypes.find((each): each is EventType => each === topic);
  if (type === undefined) return undefined;
  const order = readBody(message, orderOfEvent);
  if (order.owner.kind !== 'partner') return undefined;
  const { owner, status, placedAt, updatedAt } = order;
  const mode = owner.mode ?? 'live';
  const body = toPayload({
    type,
    at,
    mode,
    data: { id: order.id, status, total: toMoneyView(order.total), placedAt, updatedAt },
    href: link(`/orders/${order.id}`).href,
  });
  return { id, partnerId: owner.id, mode, type, at, body };
}
