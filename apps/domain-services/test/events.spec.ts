import { newCall } from '@frontage/call';
import { createCatalogClient } from '@frontage/catalog-client';
import { startSpecMessagings, type SpecMessaging } from '@frontage/messaging/fake';
import type { Message, Messaging } from '@frontage/messaging';
import { createInventoryClient, inventoryInvalidations, lowStockOfEvent } from '@frontage/inventory-client';
import { createReviewsClient, type ReviewsClient } from '@frontage/reviews-client';
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
      // A connection that is down is refused at once: without a turn of the event loop, it would never be made again.
      await new Promise(setImmediate);
    }
  }
}

/** Product that nobody has rated. */
async function withoutReviews(reviews: ReviewsClient): Promise<string> {
  const ids = Array.from({ length: 500 }, (_, index) => `p-${String(index + 1).padStart(3, '0')}`);
  return [...(await reviews.summaries(ids, newCall())).values()].find(({ count }) => count === 0)!.productId;
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

  it('reach the catalog’s search: what sold out, and what was rated', async () => {
    const { domain } = await open(messaging, ['rating.changed']);
    const inventory = createInventoryClient(place.clientOf(domain, 'inventory'));
    const reviews = createReviewsClient(place.clientOf(domain, 'reviews'));
    const catalog = createCatalogClient(place.clientOf(domain, 'catalog'));
    const filter = { category: 'side-tables', inStock: true };
    const inStock = async (): Promise<readonly string[]> => {
      const page = await catalog.search({ currency: 'EUR', limit: 100, filter }, newCall());
      return page.products.map(({ id }) => id);
    };
    // Events before the catalog listens are missed; each round makes others.
    const repeatUntil = async (act: () => Promise<unknown>, isSo: () => Promise<boolean>): Promise<void> => {
      do await act();
      while (!(await isSo()));
    };
    try {
      expect(await inStock()).toContain('p-009');
      const count = (ham: number) =>
        inventory.setOnHand({ productId: 'p-009', onHand: { ham, lys: 0, gdn: 0 } }, newCall());
      await repeatUntil(
        async () => [await count(1), await count(0)],
        async () => !(await inStock()).includes('p-009'),
      );
      const review = { rating: 1, title: 'Wobbles', text: 'It wobbles.', author: 'Ada' } as const;
      const rated = async () =>
        (await catalog.search({ currency: 'EUR', limit: 1, filter: { minRating: 1 } }, newCall())).total;
      const [before, silent] = [await rated(), await withoutReviews(reviews)];
      await repeatUntil(
        () => reviews.write({ productId: silent, review }, asAda()),
        async () => (await rated()) === before + 1,
      );
    } finally {
      await Promise.all([inventory.close(), reviews.close(), catalog.close()]);
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
