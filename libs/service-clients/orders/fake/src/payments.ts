/** Payments: webhooks of a payment provider (Standard Webhooks 1.0) move orders to PAID, by way of messaging. */

import { Failure, isFailure } from '@frontage/errors';
import { commandPublisher, readBody, UnprocessableMessage, type Messaging } from '@frontage/messaging';
import type { Route } from '@frontage/service-host';
import { verifySignature } from '@frontage/webhooks';
import { z } from 'zod';
import type { OrderRecord } from './order-lifecycle.ts';

/** Topic of payments, and the group that handles them. */
const topic = 'orders.payment';
const group = { group: topic, topics: [topic] } as const;

const paymentEvent = z.object({
  type: z.string().max(100),
  timestamp: z.iso.datetime(),
  data: z.unknown(),
});

const payment = z.object({
  order_id: z.string().min(1).max(64),
  amount_minor: z.number().int(),
  currency_code: z.string(),
});

export interface PaymentsOptions {
  /** Secrets that webhooks are verified with: several while one is rolled. */
  readonly secrets: readonly string[];
  /** Undefined without messaging: webhooks are refused with 503 then, and the provider repeats them. */
  readonly messaging: Pick<Messaging, 'declare' | 'publish'> | undefined;
  readonly now: () => Date;
}

/**
 * Route that takes webhooks. The answer says only that the payment is kept: the order is moved later. Other events than
 * `payment.succeeded` are answered and ignored; what is not verified is 401, whatever is wrong with it.
 */
export function paymentRoute({ secrets, messaging, now }: PaymentsOptions): Route {
  const publisher = messaging && commandPublisher(messaging, [group]);
  return {
    method: 'POST',
    path: '/payments/events',
    open: true,
    handle: async ({ header, rawBody, body }) => {
      const id = verifySignature({ header, body: rawBody }, secrets, now().getTime());
      if (id === undefined) throw new Failure('UNAUTHENTICATED', 'The signature does not verify.');
      const event = paymentEvent.safeParse(body);
      if (!event.success) throw new Failure('INVALID_INPUT', 'The event cannot be read.');
      if (event.data.type !== 'payment.succeeded') return { status: 204 };
      const paid = payment.safeParse(event.data.data);
      if (!paid.success) throw new Failure('INVALID_INPUT', 'The payment cannot be read.');
      if (!publisher) throw new Failure('UNAVAILABLE', 'Payments cannot be taken now.');
      const message = { id, topic, key: paid.data.order_id, at: event.data.timestamp };
      await publisher.publish([{ ...message, data: paid.data }]);
      return { status: 204 };
    },
  };
}

export interface ServePaymentsOptions {
  readonly messaging: Pick<Messaging, 'subscribe'>;
  readonly find: (orderId: string) => Promise<OrderRecord | undefined>;
  readonly pay: (order: OrderRecord) => Promise<unknown>;
}

/**
 * Moves orders to PAID as their payments come. An order that is paid already is left: a webhook may come twice. Money that cannot be matched
 * (an unknown or cancelled order, one of test mode, another amount) is a dead letter, which an operator lists and refunds.
 */
export function servePayments({ messaging, find, pay }: ServePaymentsOptions): ReturnType<Messaging['subscribe']> {
  return messaging.subscribe({ ...group, retry: { attempts: Infinity } }, async (message) => {
    const { order_id, amount_minor, currency_code } = readBody(message, (data) => payment.parse(data));
    const order = await find(order_id);
    if (!order) throw new UnprocessableMessage('A payment for an order that there is not.');
    if (order.owner.mode === 'test') throw new UnprocessableMessage('A payment for an order of test mode.');
    if (order.totalAmount !== amount_minor || order.currency !== currency_code) {
      throw new UnprocessableMessage('A payment of another amount than that of its order.');
    }
    if (isPaid(order)) return;
    try {
      await pay(order);
    } catch (error) {
      if (!isFailure(error) || error.code !== 'CONFLICT') throw error;
      const current = await find(order_id);
      if (current && isPaid(current)) return;
      throw new UnprocessableMessage(`A payment for an order that cannot be paid: ${error.message}`, { cause: error });
    }
  });
}

const isPaid = ({ status }: OrderRecord): boolean =>
  status === 'PAID' || status === 'SHIPPED' || status === 'DELIVERED';
