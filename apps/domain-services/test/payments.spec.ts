/** Webhooks of the payment provider, over every adapter of messaging. */

import { developmentPaymentSecret } from '@frontage/auth/development';
import { newCall } from '@frontage/call';
import { startSpecMessagings, type SpecMessaging } from '@frontage/messaging/fake';
import { createOrdersClient, type Order, type OrdersClient } from '@frontage/orders-client';
import { createSecret, signedHeaders } from '@frontage/webhooks';
import { randomUUID } from 'node:crypto';
import { makePlace, type Place } from './harness.ts';

const all = await startSpecMessagings(process.env['AMQP_URL']);
let place: Place;
beforeEach(async () => {
  place = await makePlace();
});
afterEach(async () => {
  await place.close();
  await Promise.all(all.map(({ close }) => close()));
});
afterAll(async () => {
  await Promise.all(all.map(({ stop }) => stop()));
});

const asAda = () => newCall({ caller: { kind: 'customer', id: 'ada' } });

async function open(env: Readonly<Record<string, string>>) {
  const domain = await place.compose(env);
  const orders = createOrdersClient(place.clientOf(domain, 'orders'));
  const url = `${domain.services.get('orders')!.url}/payments/events`;
  return { orders, url, close: () => orders.close() };
}

const asTester = () => newCall({ caller: { kind: 'partner', id: 'acme', mode: 'test' } });

const placed = (orders: OrdersClient, as = asAda): Promise<Order> =>
  orders.place(
    { lines: [{ productId: 'p-007', quantity: 1 }], currency: 'EUR', tier: 'standard', idempotencyKey: randomUUID() },
    as(),
  );

interface Event {
  readonly id?: string;
  readonly type?: string;
  readonly data?: object;
  readonly secret?: string;
  readonly atMs?: number;
  /** Body in place of the signed one. */
  readonly sent?: string;
}

/** Sends an event as the provider does. Returns the status of the answer. */
async function send(url: string, event: Event): Promise<number> {
  const { id = randomUUID(), type = 'payment.succeeded', data = {}, atMs = Date.now() } = event;
  const { secret = developmentPaymentSecret, sent } = event;
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  const headers = signedHeaders({ id, atMs, body }, [secret]);
  return (await fetch(url, { method: 'POST', headers, body: sent ?? body })).status;
}

const paymentOf = ({ id, total }: Order, more: object = {}) => ({
  order_id: id,
  amount_minor: total.amount,
  currency_code: total.currency,
  ...more,
});
const statusOf = async (orders: OrdersClient, id: string) => (await orders.order(id, asAda())).status;

describe.each<SpecMessaging>(all)('a payment, over $name', ({ env, connect }) => {
  it('moves its order to PAID, once, however often it comes', async () => {
    const { orders, url, close } = await open(env);
    try {
      const order = await placed(orders);
      const event = { id: randomUUID(), data: paymentOf(order) };
      while ((await send(url, event)) === 503);
      while ((await statusOf(orders, order.id)) !== 'PAID');
      expect(await send(url, event)).toBe(204);
      const other = await placed(orders);
      expect(await send(url, { data: paymentOf(other) })).toBe(204);
      while ((await statusOf(orders, other.id)) !== 'PAID');
      expect((await orders.order(order.id, asAda())).history.map(({ status }) => status)).toEqual(['PENDING', 'PAID']);
    } finally {
      await close();
    }
  });

  it('that fits no order is a dead letter, and holds up no other', async () => {
    const { orders, url, close } = await open(env);
    const messaging = connect();
    try {
      const order = await placed(orders);
      const cancelled = await placed(orders);
      await orders.cancel({ id: cancelled.id, idempotencyKey: randomUUID() }, asAda());
      while ((await send(url, { data: paymentOf(order, { amount_minor: 1 }) })) === 503);
      expect(await send(url, { data: paymentOf(order, { order_id: 'nothing' }) })).toBe(204);
      expect(await send(url, { data: paymentOf(cancelled) })).toBe(204);
      expect(await send(url, { data: paymentOf(await placed(orders, asTester)) })).toBe(204);
      expect(await send(url, { data: paymentOf(order) })).toBe(204);
      while ((await statusOf(orders, order.id)) !== 'PAID');
      for (;;) {
        const letters = await messaging.deadLetters('orders.payment', 10);
        if (letters.length < 4) continue;
        const reasons = letters.map(({ reason }) => /: A payment (.*?)(:|\.)/.exec(reason)?.[1]);
        expect(reasons.toSorted()).toEqual([
          'for an order of test mode',
          'for an order that cannot be paid',
          'for an order that there is not',
          'of another amount than that of its order',
        ]);
        break;
      }
    } finally {
      await close();
    }
  });
});

describe('an event', () => {
  it.each<[string, Event, number]>([
    ['of another secret', { secret: createSecret() }, 401],
    ['that was changed on its way', { sent: '{"type":"payment.succeeded"}' }, 401],
    ['of ten minutes ago', { atMs: Date.now() - 600_000 }, 401],
    ['of ten minutes ahead', { atMs: Date.now() + 600_000 }, 401],
    ['of another type', { type: 'payment.failed' }, 204],
    ['without a payment', {}, 400],
  ])('%s is answered as it must be', async (_what, event, status) => {
    const { url, close } = await open(all[0]!.env);
    try {
      expect(await send(url, event)).toBe(status);
    } finally {
      await close();
    }
  });

  it('is refused for now without messaging, so that the provider repeats it', async () => {
    const { orders, url, close } = await open({});
    try {
      expect(await send(url, { data: paymentOf(await placed(orders)) })).toBe(503);
    } finally {
      await close();
    }
  });
});
