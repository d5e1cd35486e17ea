import { newCall } from '@frontage/call';
import { createCatalogClient } from '@frontage/catalog-client';
import { startSpecMessagings, type SpecMessaging } from '@frontage/messaging/fake';
import type { Message, Messaging } from '@frontage/messaging';
import { createInventoryClient, inventoryInvalidations, lowStockOfEvent } from '@frontage/inventory-client';
import { createOrdersClient, type Order, type OrdersClient } from '@frontage/orders-client';
import { eventsOfOrder } from '@frontage/orders-client/events';
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

/** Starts the domain with messaging, and a group that receives its events. `until` waits for a number of them. */
async function open({ env, connect }: SpecMessaging, topics: readonly string[]) {
  const messaging: Messaging = connect();
  const group = { group: `spec-${randomUUID()}`, topics };
  await reachable(() => messaging.declare(group));
  const received: Message[] = [];
  let notify = (): void => undefined;
  messaging.subscribe(group, async (message) => {
    if (received.some(({ id }) => id === message.id)) return;
    received.push(message);
    notify();
  });
  const until = (count: number): Promise<readonly Message[]> =>
    new Promise((resolve) => {
      notify = () => {
        if (received.length >= count) resolve(received);
      };
      notify();
    });
  const domain = await place.compose(env);
  return { domain, until };
}

/** Repeats what fails until log or broker can be reached. */
async function reachable(attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      expect(error).toMatchObject({ code: 'UNAVAILABLE' });
    }
  }
}

const placed = (orders: OrdersClient): Promise<Order> =>
  orders.place(
    {
      lines: [{ productId: 'p-007', quantity: 1 }],
      currency: 'EUR',
      tier: 'standard',
      idempotencyKey: randomUUID(),
    },
    asAda(),
  );

describe.each(all)('events of the domain, over $name', (messaging) => {
  it('tell each move of an order, in order', async () => {
    const { domain, until } = await open(messaging, ['order.*']);
    const orders = createOrdersClient(place.clientOf(domain, 'orders'));
    try {
      const { id } = await placed(orders);
      await orders.pay({ id, idempotencyKey: randomUUID() }, asAda());
      await orders.cancel({ id, idempotencyKey: randomUUID() }, asAda());
      const events = await until(3);
      expect(events.map(({ topic, key }) => [topic, key])).toEqual([
        ['order.created', id],
        ['order.paid', id],
        ['order.cancelled', id],
      ]);
      expect(events[2]!.data).toMatchObject({ order: { order_id: id, status: 'CANCELLED' } });
      const told = eventsOfOrder(await orders.order(id, asAda()));
      expect(told).toMatchObject(events.map((message) => ({ id: message.id, type: message.topic, at: message.at })));
      expect(events[0]!.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
    } finally {
      await orders.close();
    }
  });

  it('wait in the outbox while log or broker is down, and arrive when it is back', async () => {
    const { domain, until } = await open(messaging, ['order.*']);
    const orders = createOrdersClient(place.clientOf(domain, 'orders'));
    try {
      const first = await placed(orders);
      await until(1);
      await messaging.kill();
      const second = await placed(orders);
      await orders.cancel({ id: second.id, idempotencyKey: randomUUID() }, asAda());
      await messaging.start();
      const events = await until(3);
      expect(events.map(({ topic, key }) => [topic, key])).toEqual([
        ['order.created', first.id],
        ['order.created', second.id],
        ['order.cancelled', second.id],
      ]);
    } finally {
      await orders.close();
    }
  });

  it('tell of counted stock, and of what is low', async () => {
    const { domain, until } = await open(messaging, ['inventory.low', 'inventory.changed']);
    const inventory = createInventoryClient(place.clientOf(domain, 'inventory'));
    try {
      await inventory.setOnHand({ productId: 'p-009', onHand: { ham: 4, lys: 0, gdn: 0 } }, newCall());
      const events = await until(2);
      expect(events.map(({ topic, key }) => [topic, key])).toEqual([
        ['inventory.changed', 'p-009'],
        ['inventory.low', 'p-009'],
      ]);
      expect(inventoryInvalidations['inventory.changed'](events[0]!.data)).toEqual(['stock:p-009']);
      expect(lowStockOfEvent(events[1]!.data)).toEqual({ productId: 'p-009', available: 4 });
    } finally {
      await inventory.close();
    }
  });

  it('tell of a changed product', async () => {
    const { domain, until } = await open(messaging, ['product.updated']);
    const catalog = createCatalogClient(place.clientOf(domain, 'catalog'));
    try {
      const asPartner = newCall({ caller: { kind: 'partner', id: 'acme' } });
      await catalog.updateProduct({ id: 'p-001', change: { name: 'Louder desk lamp' } }, asPartner);
      expect(await until(1)).toMatchObject([{ topic: 'product.updated', key: 'p-001', data: { product_id: 'p-001' } }]);
    } finally {
      await catalog.close();
    }
  });
});
