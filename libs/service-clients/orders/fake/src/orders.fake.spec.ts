import { newCall, type Call, type Caller } from '@frontage/call';
import { newTrace } from '@frontage/call/headers';
import { Failure } from '@frontage/errors';
import { stock } from '@frontage/seed';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { openSqlite } from '@frontage/sql';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrdersClient, type Order, type OrdersClient } from '@frontage/orders-client';
import { listPricing, memoryInventory, type InventoryPort } from './collaborators.ts';
import { fakeOrders, openSqlOrderStore, type OrderTables } from './index.ts';
import { memoryOrderStore } from './memory-order-store.ts';
import type { OrderEvent, OrderStore } from './order-store.ts';
import type { OrdersFakeOptions } from './orders.fake.ts';
import { createOrdering, type NewOrder, type OrderingOptions, type Work } from './ordering.ts';
import { moved } from './order-lifecycle.ts';
import { toWire } from './order-wire.ts';
import { seededOrders } from './seeded-orders.ts';

const minuteMs = 60_000;
const ada: Caller = { kind: 'customer', id: 'ada' };
const asAda = (): Call => newCall({ caller: ada });
const key = (): string => randomUUID();
const opened: { close(): void | Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

/** Clock that stands still until it is moved. */
function stoppedClock() {
  let time = Date.UTC(2026, 4, 1, 10);
  return {
    now: () => new Date(time),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

/** Orders service, called by ada, with an inventory that records its calls. */
async function open(options: OrdersFakeOptions = {}) {
  const clock = stoppedClock();
  const inventory = watched(memoryInventory(clock.now));
  const store = options.store ?? memoryOrderStore();
  const unexpected: unknown[] = [];
  const hosted: Hosted = await host(fakeOrders({ now: clock.now, inventory, ...options, store }), {
    onUnexpected: (_, error) => unexpected.push(error),
  });
  const client = createOrdersClient({
    location: parseServiceLocation(hosted.url),
    identity: testIdentity,
    ...unprotected,
  });
  opened.push(hosted, client);
  const place = (quantity = 2, idempotencyKey = key()): Promise<Order> =>
    client.place({ lines: [{ productId: 'p-001', quantity }], currency: 'EUR', tier: 'gold', idempotencyKey }, asAda());
  const pay = (id: string): Promise<Order> => client.pay({ id, idempotencyKey: key() }, asAda());
  const cancel = (id: string): Promise<Order> => client.cancel({ id, idempotencyKey: key() }, asAda());
  const events = async (): Promise<OrderEvent['type'][]> => (await store.outbox.pending(100)).map(({ type }) => type);
  return { clock, inventory, store, hosted, client, place, pay, cancel, events, unexpected };
}

function watched(inventory: InventoryPort) {
  const asked: string[] = [];
  const failing = new Set<string>();
  const note = (what: string): void => {
    asked.push(what);
    if (failing.has(what)) throw new Failure('UNAVAILABLE', 'A service cannot be reached.');
  };
  return {
    asked,
    failing,
    reserve: async (...[input, call]: Parameters<InventoryPort['reserve']>) => {
      note('reserve');
      return inventory.reserve(input, call);
    },
    confirm: async (id: string, call: Call) => {
      note('confirm');
      return inventory.confirm(id, call);
    },
    release: async (id: string, call: Call) => {
      note('release');
      return inventory.release(id, call);
    },
  };
}

const statusOf = async (client: OrdersClient, id: string): Promise<string> => (await client.order(id, asAda())).status;

describe('orders, as time goes by', () => {
  it('ships and delivers what is paid, by itself', async () => {
    const { clock, client, place, pay, events } = await open({ shipAfterMs: 20_000, deliverAfterMs: 40_000 });
    const { id } = await pay((await place()).id);
    clock.pass(19_999);
    expect(await statusOf(client, id)).toBe('PAID');
    clock.pass(1);
    expect(await statusOf(client, id)).toBe('SHIPPED');
    clock.pass(20_000);
    const { orders } = await client.list({ owner: ada as Order['owner'], limit: 1 }, asAda());
    expect(orders[0]).toMatchObject({ id, status: 'DELIVERED', actions: [] });
    expect(await events()).toEqual(['order.created', 'order.paid', 'order.shipped', 'order.delivered']);
  });

  it('does so in test mode too, and asks the inventory for nothing', async () => {
    const { clock, client, inventory, events } = await open({ shipAfterMs: 20_000, deliverAfterMs: 40_000 });
    const caller = { kind: 'partner', id: 'acme', mode: 'test' } as const;
    const asTester = (): Call => newCall({ caller });
    const place = () =>
      client.place(
        { lines: [{ productId: 'p-001', quantity: 2 }], currency: 'EUR', tier: 'gold', idempotencyKey: key() },
        asTester(),
      );
    const statuses = async (): Promise<string[]> =>
      (await client.list({ owner: caller, limit: 9 }, asTester())).orders.map(({ status }) => status).toSorted();
    const { id } = await place();
    await client.pay({ id, idempotencyKey: key() }, asTester());
    await client.cancel({ id: (await place()).id, idempotencyKey: key() }, asTester());
    await place();
    clock.pass(20_000);
    expect(await statuses()).toEqual(['CANCELLED', 'PENDING', 'SHIPPED']);
    clock.pass(15 * minuteMs);
    expect(await statuses()).toEqual(['CANCELLED', 'CANCELLED', 'DELIVERED']);
    expect(inventory.asked).toEqual([]);
    expect(await events()).toHaveLength(8);
  });

  it('does not do so when it is told never to', async () => {
    const { clock, client, place, pay } = await open({ shipAfterMs: 0, deliverAfterMs: 0 });
    const { id } = await pay((await place()).id);
    clock.pass(365 * 24 * 60 * minuteMs);
    expect(await statusOf(client, id)).toBe('PAID');
  });

  it('cancels what is not paid in time', async () => {
    const { clock, client, place, pay, events } = await open();
    const { id } = await place();
    clock.pass(15 * minuteMs - 1);
    expect(await statusOf(client, id)).toBe('PENDING');
    clock.pass(1);
    await expect(pay(id)).rejects.toMatchObject({ code: 'CONFLICT', reason: 'ILLEGAL_TRANSITION' });
    expect(await client.order(id, asAda())).toMatchObject({ status: 'CANCELLED', actions: [] });
    expect(await events()).toEqual(['order.created', 'order.cancelled']);
  });

  it('does all of that while nobody asks, with one timer that keeps no process alive', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const idle = fakeOrders({ store: memoryOrderStore() });
    expect(timers()).toBe(before);
    await idle.close?.();

    jest.useFakeTimers();
    try {
      const paid = { ...(await anOrder()), status: 'PAID' as const, version: 2 };
      const in20s = new Date(Date.now() + 20_000).toISOString();
      const store = memoryOrderStore([
        { ...paid, id: 'o-1', shipAt: in20s },
        { ...paid, id: 'o-2', shipAt: in20s },
      ]);
      const fake = fakeOrders({ store, sweepEveryMs: 1_000 });
      expect(jest.getTimerCount()).toBe(1);
      await jest.advanceTimersByTimeAsync(19_000);
      expect(await store.outbox.pending(9)).toEqual([]);
      await jest.advanceTimersByTimeAsync(1_000);
      expect((await store.outbox.pending(9)).map(({ type }) => type)).toEqual(['order.shipped', 'order.shipped']);
      await fake.close?.();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells when it cannot do what is due, and tries again', async () => {
    jest.useFakeTimers();
    try {
      const broken = new Error('disk full');
      const store: OrderStore = { ...memoryOrderStore(), due: () => Promise.reject(broken) };
      const told: unknown[] = [];
      const fake = fakeOrders({ store, sweepEveryMs: 1_000, onSweepFailed: (error) => told.push(error) });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(told).toEqual([broken, broken]);
      await fake.close?.();
    } finally {
      jest.useRealTimers();
    }
  });

  it('forgets answers after 24 hours', async () => {
    const { clock, place, cancel } = await open();
    const first = await place(1, 'monday');
    await cancel(first.id);
    clock.pass(24 * 60 * minuteMs - 1);
    expect((await place(1, 'monday')).id).toBe(first.id);
    clock.pass(1);
    const second = await place(1, 'monday');
    expect(second.id).not.toBe(first.id);
    // An old key must not leave an order without stock. Its reservation is gone, and a new one is made.
    expect(second.status).toBe('PENDING');
  });
});

describe('orders and the stock', () => {
  it('reserves once, confirms when paid, releases when cancelled', async () => {
    const { inventory, place, pay, cancel } = await open();
    const { id } = await place();
    expect(inventory.asked).toEqual(['reserve']);
    await pay(id);
    expect(inventory.asked).toEqual(['reserve', 'confirm']);
    await cancel(id);
    expect(inventory.asked).toEqual(['reserve', 'confirm', 'release']);
  });

  it('takes the stock for one order when asked twenty times at once', async () => {
    const { inventory, place, events } = await open();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => place(1, 'the-same')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(inventory.asked).toEqual(['reserve']);
    expect(await events()).toEqual(['order.created']);
  });

  it('reserves nothing for what has no price', async () => {
    const { inventory, client } = await open();
    const lines = [{ productId: 'nothing', quantity: 1 }];
    const request = { lines, currency: 'EUR', tier: 'gold', idempotencyKey: key() } as const;
    await expect(client.place(request, asAda())).rejects.toMatchObject({ reason: 'PRICE_UNKNOWN' });
    expect(inventory.asked).toEqual([]);
  });

  it.each(['reserve', 'confirm'])('says UNAVAILABLE when inventory cannot %s, and can be asked again', async (step) => {
    const { inventory, client, place } = await open();
    inventory.failing.add(step);
    const placeAndPay = async (): Promise<Order> =>
      client.pay({ id: (await place(1, 'again')).id, idempotencyKey: 'again' }, asAda());
    await expect(placeAndPay()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    inventory.failing.clear();
    expect((await placeAndPay()).status).toBe('PAID');
  });

  it('blames itself when another service refuses it', async () => {
    const pricing = { quote: () => Promise.reject(new Failure('FORBIDDEN', 'Who are you?')) };
    const { place } = await open({ pricing });
    await expect(place()).rejects.toMatchObject({ code: 'UPSTREAM_FAILED', message: 'A service failed.' });
  });

  it('cancels while inventory is away, and gives the stock back later', async () => {
    jest.useFakeTimers();
    try {
      const inventory = watched(memoryInventory());
      const store = memoryOrderStore();
      const { ordering, work } = desk({ store, inventory, now: () => new Date() });
      const order = await ordering.place(aBasket(1), work);
      const fake = fakeOrders({ store, inventory, sweepEveryMs: 1_000 });
      inventory.failing.add('release');
      expect((await ordering.cancel(order, work)).status).toBe('CANCELLED');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await store.releasesDue(9)).toHaveLength(1);
      inventory.failing.clear();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await store.releasesDue(9)).toEqual([]);
      const released = inventory.asked.length;
      await jest.advanceTimersByTimeAsync(5_000);
      expect(inventory.asked).toHaveLength(released);
      await fake.close?.();
    } finally {
      jest.useRealTimers();
    }
  });

  it('sells what can be had when inventory has forgotten what it held', async () => {
    const forgetful = memoryInventory();
    const { inventory, place, pay } = await open({ inventory: { ...forgetful, confirm: onceForgotten(forgetful) } });
    expect((await pay((await place()).id)).status).toBe('PAID');
    expect(inventory.asked).toEqual([]);
  });

  const onceForgotten = ({ confirm }: InventoryPort): InventoryPort['confirm'] => {
    let asked = 0;
    return (id, call) => {
      asked += 1;
      const gone = new Failure('CONFLICT', 'The reservation has expired.', { reason: 'RESERVATION_EXPIRED' });
      return asked === 1 ? Promise.reject(gone) : confirm(id, call);
    };
  };
});

describe('orders and crashes', () => {
  it('finds the reservation of a placing that was cut off, and makes one order of it', async () => {
    const all = Object.values(stock[0]!.quantities).reduce((sum, quantity) => sum + quantity, 0);
    const clock = stoppedClock();
    const inventory = watched(memoryInventory(clock.now));
    const store = memoryOrderStore();
    // The process dies between reserving and keeping: the commit never returns.
    const dying = desk({ store: { ...store, commit: () => new Promise(() => undefined) }, inventory, now: clock.now });
    void dying.ordering.place(aBasket(all), dying.work);
    await settled();
    expect(inventory.asked).toEqual(['reserve']);

    const next = desk({ store, inventory, now: clock.now });
    expect((await next.ordering.place(aBasket(all), next.work)).status).toBe('PENDING');
    // A second reservation would be refused, as that of another order is.
    await expect(next.ordering.place({ ...aBasket(all), attemptId: 'other' }, next.work)).rejects.toMatchObject({
      reason: 'OUT_OF_STOCK',
    });
  });

  it('reserves anew when the reservation of a placing that was cut off has expired', async () => {
    const clock = stoppedClock();
    const inventory = watched(memoryInventory(clock.now));
    const store = memoryOrderStore();
    const dying = desk({ store: { ...store, commit: () => new Promise(() => undefined) }, inventory, now: clock.now });
    void dying.ordering.place(aBasket(1), dying.work);
    await settled();
    clock.pass(15 * minuteMs);
    const next = desk({ store, inventory, now: clock.now });
    const order = await next.ordering.place(aBasket(1), next.work);
    expect(order.reservation!.expiresAt > clock.now().toISOString()).toBe(true);
    expect((await next.ordering.pay(order, next.work)).status).toBe('PAID');
  });

  it('asks nobody for longer than its own caller waits, and the same key goes on from there', async () => {
    const inventory = watched(memoryInventory(stoppedClock().now));
    let hangs = true;
    const reserve: InventoryPort['reserve'] = (input, call) => {
      if (!hangs) return inventory.reserve(input, call);
      // Waits like a client: for the time left, minus a reserve to answer in.
      const { signal } = call.deadline.child({ reserve: true });
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Failure)));
    };
    const { client } = await open({ inventory: { ...inventory, reserve } });
    const place = (budgetMs: number): Promise<Order> =>
      client.place(
        { lines: [{ productId: 'p-001', quantity: 1 }], currency: 'EUR', tier: 'gold', idempotencyKey: 'patient' },
        newCall({ caller: ada, budgetMs }),
      );
    await expect(place(200)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    hangs = false;
    /** Comes again while the abandoned attempt is under way: the service gives up when its caller does, and may be the later one by a moment. */
    const again = (): Promise<Order> =>
      place(5_000).catch((error: Failure) => {
        if (error.reason === 'IDEMPOTENCY_IN_FLIGHT') return again();
        throw error;
      });
    expect((await again()).status).toBe('PENDING');
  });

  it('gives stock back when an order cannot be kept, and remembers nothing of it', async () => {
    const store = memoryOrderStore();
    let full = true;
    const commit: OrderStore['commit'] = (change) =>
      full ? Promise.reject(new Error('disk full')) : store.commit(change);
    const { inventory, place, pay, unexpected } = await open({ store: { ...store, commit } });
    await expect(place(1, 'unlucky')).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(inventory.asked).toEqual(['reserve', 'release']);
    expect(unexpected).toEqual([new Error('disk full')]);
    full = false;
    const placed = await place(1, 'unlucky');
    expect((await pay(placed.id)).status).toBe('PAID');
  });

  it('pays once when the process died between confirming and keeping', async () => {
    const clock = stoppedClock();
    const inventory = watched(memoryInventory(clock.now));
    const store = memoryOrderStore();
    const { ordering, work } = desk({ store, inventory, now: clock.now });
    const order = await ordering.place(aBasket(3), work);
    const dying = desk({ store: { ...store, commit: () => new Promise(() => undefined) }, inventory, now: clock.now });
    void dying.ordering.pay(order, work);
    await settled();
    expect((await ordering.pay(order, work)).status).toBe('PAID');
    expect((await store.outbox.pending(9)).map(({ type }) => type)).toEqual(['order.created', 'order.paid']);
    expect(inventory.asked).toEqual(['reserve', 'confirm', 'confirm']);
  });

  it('lets payment or cancellation win, never both', async () => {
    const { store, client, place, events } = await open();
    const { id } = await place();
    const outcomes = await Promise.allSettled([
      client.pay({ id, idempotencyKey: key() }, asAda()),
      client.pay({ id, idempotencyKey: key() }, asAda()),
      client.cancel({ id, idempotencyKey: key() }, asAda()),
    ]);
    const [order] = await store.find([id]);
    expect(order!.history.map(({ status }) => `order.${status.toLowerCase()}`).slice(1)).toEqual(
      (await events()).slice(1),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length + order!.history.length - 1).toBe(3);
  });

  it('releases what it took anew for an order that was cancelled meanwhile', async () => {
    const clock = stoppedClock();
    const inventory = watched(memoryInventory(clock.now));
    const store = memoryOrderStore([{ ...(await anOrder()), reservation: undefined }]);
    const { ordering, work } = desk({ store, inventory, now: clock.now });
    const [order] = await store.find(['o-1']);
    await store.commit({ order: moved(order!, 'cancel', clock.now().toISOString()), event: anEvent });
    await expect(ordering.pay(order!, work)).rejects.toMatchObject({ reason: 'ILLEGAL_TRANSITION' });
    expect(inventory.asked).toEqual(['reserve', 'confirm', 'release']);
  });

  it('knows its orders, answers and events after a restart, and goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontage-orders-'));
    const clock = stoppedClock();
    const start = async () => {
      const db = openSqlite<OrderTables>({ file: join(folder, 'orders.sqlite') });
      const started = await open({ store: await openSqlOrderStore(db), now: clock.now });
      const stop = async (): Promise<void> => {
        for (const each of opened.splice(0).reverse()) await each.close();
        await db.destroy();
      };
      return { ...started, stop };
    };
    try {
      const first = await start();
      const placed = await first.place(1, 'before');
      await first.pay(placed.id);
      await first.stop();

      clock.pass(3 * 60 * minuteMs);
      const second = await start();
      expect(await second.place(1, 'before')).toEqual(placed);
      expect(await statusOf(second.client, placed.id)).toBe('DELIVERED');
      expect(await second.events()).toEqual(['order.created', 'order.paid', 'order.shipped', 'order.delivered']);
      await second.stop();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('events of orders', () => {
  it('tell what happened, when, and in which work', async () => {
    const published: OrderEvent[] = [];
    const { clock, store, place, pay, cancel } = await open({ publish: (event) => published.push(event) });
    const placed = await place();
    clock.pass(1_000);
    await pay(placed.id);
    await cancel(placed.id);
    expect(published).toEqual(await store.outbox.pending(9));
    expect(published.map(({ type, timestamp }) => [type, timestamp])).toEqual([
      ['order.created', '2026-05-01T10:00:00.000Z'],
      ['order.paid', '2026-05-01T10:00:01.000Z'],
      ['order.cancelled', '2026-05-01T10:00:01.000Z'],
    ]);
    expect(published[0]!.data).toMatchObject({
      order: { order_id: placed.id, status: 'PENDING', owner: { owner_kind: 'customer', owner_id: 'ada' } },
    });
    expect(new Set(published.map(({ id }) => id)).size).toBe(3);
    for (const { traceparent } of published) expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
  });
});

const aBasket = (quantity: number): NewOrder => ({
  owner: { kind: 'customer', id: 'ada' },
  lines: [{ productId: 'p-001', quantity }],
  currency: 'EUR',
  tier: 'gold',
  attemptId: 'attempt-1',
});

const anEvent: OrderEvent = {
  id: 'e-1',
  type: 'order.cancelled',
  timestamp: '',
  data: { order: toWire(seededOrders[0]!) },
  traceparent: '',
};

/** Ordering without its HTTP interface. */
function desk(options: Pick<OrderingOptions, 'store' | 'inventory' | 'now'>) {
  const work: Work = { caller: ada, trace: newTrace() };
  const ordering = createOrdering({
    pricing: listPricing,
    shipAfterMs: 20_000,
    deliverAfterMs: 40_000,
    reservationTtlMs: 15 * minuteMs,
    publish: () => undefined,
    ...options,
  });
  return { ordering, work };
}

async function anOrder() {
  const { ordering, work } = desk({
    store: memoryOrderStore(),
    inventory: memoryInventory(),
    now: () => new Date(),
  });
  return { ...(await ordering.place(aBasket(1), work)), id: 'o-1' };
}

/** Waits until everything that needs no time has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
