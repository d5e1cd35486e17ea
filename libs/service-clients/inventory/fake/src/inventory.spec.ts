import { anonymous, newCall } from '@frontage/call';
import { newTrace } from '@frontage/call/headers';
import { stock, warehouses } from '@frontage/seed';
import { host, testIdentity, type Hosted } from '@frontage/service-host';
import { parseServiceLocation, unprotected } from '@frontage/upstream';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { describeInventoryContract } from './contract-suite.ts';
import { deliveryDay } from './delivery-day.ts';
import { fakeInventory } from './index.ts';
import type { InventoryFakeOptions } from './inventory.fake.ts';
import { createStockRoom, type StockEvent } from './stock-room.ts';
import { createInventoryClient, type InventoryClient } from '@frontage/inventory-client';
import { revisionOfNone } from '@frontage/inventory-client/bounds';

const opened: { close(): void | Promise<void> }[] = [];

async function open(options?: InventoryFakeOptions): Promise<{ hosted: Hosted; client: InventoryClient }> {
  const hosted = await host(fakeInventory(options));
  const client = createInventoryClient({
    location: parseServiceLocation(hosted.url),
    identity: testIdentity,
    ...unprotected,
  });
  opened.push(client, hosted);
  return { hosted, client };
}

/** Clock that stands still until it is moved. */
function stoppedClock() {
  let time = Date.UTC(2026, 4, 1, 10);
  return {
    now: () => new Date(time),
    advance: (ms: number) => {
      time += ms;
    },
  };
}

const lines = (productId: string, quantity: number) => [{ productId, quantity }];
const totalOf = (quantities: Readonly<Record<string, number>>): number =>
  Object.values(quantities).reduce((total, quantity) => total + quantity, 0);

let hosted: Hosted;
let client: InventoryClient;

beforeAll(async () => {
  ({ hosted, client } = await open());
});
afterEach(() => hosted.faults.clear());
afterAll(async () => {
  for (const each of opened) await each.close();
});

describeInventoryContract('the fake', () => client);

describe('inventory client', () => {
  it.each([
    [{ status: 500 }, 'UPSTREAM_FAILED'],
    [{ status: 503 }, 'UNAVAILABLE'],
    [{ hangUp: true }, 'UNAVAILABLE'],
    [{ corrupt: true }, 'UPSTREAM_INVALID'],
    [{ oversizeBytes: 50_000_000 }, 'UPSTREAM_INVALID'],
    [{ down: true }, 'UNAVAILABLE'],
  ])('says what went wrong, and with whom, when the service has %j', async (faults, code) => {
    const { hosted: broken, client: victim } = await open();
    await victim.availability(['p-001'], newCall());
    broken.faults.set(faults);
    await expect(victim.availability(['p-001'], newCall())).rejects.toMatchObject({
      code,
      service: 'inventory',
      operation: 'inventory.getAvailability',
    });
  });

  it('gives up when the deadline says so', async () => {
    hosted.faults.set({ latencyMs: 60_000 });
    const call = newCall({ budgetMs: 60 });
    await expect(client.availability(['p-001'], call)).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      service: 'inventory',
    });
  });

  it('is refused without a token for the inventory', async () => {
    const stranger = createInventoryClient({
      location: parseServiceLocation(hosted.url),
      identity: async () => 'stolen',
      ...unprotected,
    });
    await expect(stranger.availability(['p-001'], newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    await stranger.close();
  });

  it('tells a watcher that the service has gone, and who it was', async () => {
    const { hosted: broken, client: watcher } = await open();
    const seen = watcher.watch(['p-001'], newCall())[Symbol.asyncIterator]();
    await seen.next();
    broken.faults.set({ down: true });
    await expect(seen.next()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      service: 'inventory',
      operation: 'inventory.watch',
    });
  });

  it.each([
    ['of nowhere', { onHand: {} }],
    ['of a million and one', { onHand: { ham: 1_000_001 } }],
    ['of no product', { productId: '' }],
    ['in 101 warehouses', { onHand: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`w-${index}`, 1])) }],
  ])('is told that a count %s was asked for wrongly', async (_, wrong) => {
    const count = { productId: 'p-001', onHand: { ham: 1 }, ...wrong };
    await expect(client.setOnHand(count, newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
  });

  it.each([
    ['no lines', { lines: [] }],
    ['lines of nothing', { lines: lines('p-001', 0) }],
    ['no time', { ttlMs: 0 }],
    ['more than a day', { ttlMs: 86_400_001 }],
    ['no key', { idempotencyKey: '' }],
    ['a key that is no key', { idempotencyKey: 'a b' }],
  ])('is told that a reservation with %s was asked for wrongly', async (_, wrong) => {
    const input = { lines: lines('p-001', 1), ttlMs: 1_000, idempotencyKey: 'key', ...wrong };
    await expect(client.reserve(input, newCall())).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
  });
});

describe('inventory fake', () => {
  it('sells the last items to exactly as many as there are items', async () => {
    const last = stock.find(({ quantities }) => totalOf(quantities) === 5)!;
    const { client: shop } = await open();
    const rush = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        shop.reserve({ lines: lines(last.productId, 1), ttlMs: 60_000, idempotencyKey: `rush-${index}` }, newCall()),
      ),
    );
    expect(rush.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    for (const lost of rush.filter(({ status }) => status === 'rejected')) {
      expect(lost).toMatchObject({ reason: { code: 'CONFLICT', reason: 'OUT_OF_STOCK' } });
    }
    const after = await shop.availability([last.productId], newCall());
    expect(after.get(last.productId)).toMatchObject({ available: 0, status: 'OUT_OF_STOCK' });
  });

  it('empties warehouses in their order', async () => {
    const { client: shop } = await open();
    const [first, second] = warehouses;
    const { productId, quantities } = stock[0]!;
    const quantity = quantities[first!.id]! + 1;
    await shop.reserve({ lines: lines(productId, quantity), ttlMs: 60_000, idempotencyKey: 'key' }, newCall());
    const level = (await shop.availability([productId], newCall())).get(productId)!;
    expect(level.warehouses).toMatchObject([
      { id: first!.id, available: 0 },
      { id: second!.id, available: quantities[second!.id]! - 1 },
      {},
    ]);
  });

  it('lets a reservation expire by the clock it was given, to the millisecond, and only if it was not sold', async () => {
    const clock = stoppedClock();
    const { client: shop } = await open({ now: clock.now });
    const available = async () => (await shop.availability(['p-001'], newCall())).get('p-001')!.available;
    const before = await available();
    const input = { lines: lines('p-001', 10), ttlMs: 60_000 };
    const held = await shop.reserve({ ...input, idempotencyKey: 'held' }, newCall());
    const sold = await shop.reserve({ ...input, idempotencyKey: 'sold' }, newCall());
    expect(held.expiresAt).toBe('2026-05-01T10:01:00.000Z');
    await shop.confirm(sold.id, newCall());
    clock.advance(59_999);
    expect(await available()).toBe(before - 20);
    clock.advance(1);
    expect(await available()).toBe(before - 10);
    await expect(shop.confirm(held.id, newCall())).rejects.toMatchObject({ reason: 'RESERVATION_EXPIRED' });
    await shop.confirm(sold.id, newCall());
  });

  it('remembers a key for 24 hours, also when what it reserved is long gone', async () => {
    const clock = stoppedClock();
    const { client: shop } = await open({ now: clock.now });
    const input = { lines: lines('p-001', 1), ttlMs: 1_000, idempotencyKey: 'key' };
    const first = await shop.reserve(input, newCall());
    clock.advance(86_399_999);
    expect(await shop.reserve(input, newCall())).toEqual(first);
    clock.advance(1);
    const second = await shop.reserve(input, newCall());
    expect(second.id).not.toBe(first.id);
  });

  it('does not remember a key that reserved nothing', async () => {
    const clock = stoppedClock();
    const { client: shop } = await open({ now: clock.now });
    const all = (await shop.availability(['p-001'], newCall())).get('p-001')!.available;
    const everything = { lines: lines('p-001', all), ttlMs: 1_000 };
    await shop.reserve({ ...everything, idempotencyKey: 'first' }, newCall());
    const late = { ...everything, idempotencyKey: 'late' };
    await expect(shop.reserve(late, newCall())).rejects.toMatchObject({ reason: 'OUT_OF_STOCK' });
    clock.advance(1_000);
    await expect(shop.reserve(late, newCall())).resolves.toHaveProperty('id');
  });

  it('publishes a product that becomes low, once each time, that sells out, and that comes back', async () => {
    const events: StockEvent[] = [];
    const { client: shop } = await open({ publish: (event) => events.push(event) });
    const all = (await shop.availability(['p-001'], newCall())).get('p-001')!.available;
    const reserve = (quantity: number, idempotencyKey: string) =>
      shop.reserve({ lines: lines('p-001', quantity), ttlMs: 60_000, idempotencyKey }, newCall());
    await reserve(all - 6, 'leaves-six');
    expect(events).toEqual([]);
    const { id } = await reserve(1, 'leaves-five');
    await reserve(5, 'leaves-none');
    const told = [
      { type: 'inventory.low', productId: 'p-001', available: 5 },
      { type: 'inventory.changed', productId: 'p-001', available: 0 },
    ];
    expect(events).toEqual(told);
    await shop.release(id, newCall());
    expect(events).toEqual([...told, { type: 'inventory.changed', productId: 'p-001', available: 1 }]);
  });

  it('publishes a count that changes something, and a product that it makes low', async () => {
    const events: StockEvent[] = [];
    const { client: shop } = await open({ publish: (event) => events.push(event) });
    const set = (onHand: Record<string, number>, productId = 'p-001') =>
      shop.setOnHand({ productId, onHand }, newCall());
    const changed = (available: number) => ({ type: 'inventory.changed', productId: 'p-001', available });
    await set({ ham: 10, lys: 0, gdn: 0 });
    await set({ ham: 10, lys: 0 });
    expect(events).toEqual([changed(10)]);
    await set({ ham: 5 });
    await set({ ham: 4 });
    expect(events.slice(1)).toEqual([
      changed(5),
      { type: 'inventory.low', productId: 'p-001', available: 5 },
      changed(4),
    ]);
    await set({ ham: 3 }, 'new');
    expect(events.slice(4)).toEqual([{ ...changed(3), productId: 'new' }]);
  });

  it('keeps a product from its first count on', async () => {
    const { client: shop } = await open();
    expect(await shop.availability(['new'], newCall())).toEqual(new Map());
    await shop.setOnHand({ productId: 'new', onHand: { lys: 2 }, expected: [revisionOfNone] }, newCall());
    const level = (await shop.availability(['new'], newCall())).get('new');
    expect(level).toMatchObject({ onHand: 2, available: 2, status: 'LOW' });
    const { levels } = await shop.list({ limit: 1 }, newCall());
    expect(levels).toEqual([level]);
    await shop.reserve({ lines: lines('new', 2), ttlMs: 60_000, idempotencyKey: 'key' }, newCall());
  });

  it('refuses a revision of an inventory that has started anew', async () => {
    const [{ client: before }, { client: after }] = await Promise.all([open(), open()]);
    const { revision } = (await before.availability(['p-001'], newCall())).get('p-001')!;
    const count = { productId: 'p-001', onHand: { ham: 1 }, expected: [revision] };
    await expect(after.setOnHand(count, newCall())).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('sells no piece twice while it is restocked at the revision that was read', async () => {
    const { client: shop } = await open();
    await shop.setOnHand({ productId: 'p-001', onHand: { ham: 30, lys: 0, gdn: 0 } }, newCall());
    const level = async () => (await shop.availability(['p-001'], newCall())).get('p-001')!;
    const buy = async (index: number): Promise<boolean> => {
      const order = { lines: lines('p-001', 1), ttlMs: 60_000, idempotencyKey: `buy-${index}` };
      try {
        const { id } = await shop.reserve(order, newCall());
        await shop.confirm(id, newCall());
        return true;
      } catch (error) {
        expect(error).toMatchObject({ reason: 'OUT_OF_STOCK' });
        return false;
      }
    };
    /** Adds one piece, however often somebody else is faster. */
    const restock = async (): Promise<void> => {
      const { revision, warehouses: there } = await level();
      const lyon = there.find(({ id }) => id === 'lys')!;
      try {
        await shop.setOnHand({ productId: 'p-001', onHand: { lys: lyon.onHand + 1 }, expected: [revision] }, newCall());
      } catch (error) {
        expect(error).toMatchObject({ code: 'PRECONDITION_FAILED' });
        await restock();
      }
    };
    const [bought] = await Promise.all([
      Promise.all(Array.from({ length: 60 }, (_, index) => buy(index))),
      Promise.all(Array.from({ length: 5 }, restock)),
    ]);
    const sold = bought.filter(Boolean).length;
    expect(sold).toBeGreaterThanOrEqual(30);
    expect(await level()).toMatchObject({ onHand: 35 - sold, reserved: 0, available: 35 - sold });
  });

  it('keeps one timer while something is held, and none once it is closed', async () => {
    jest.useFakeTimers();
    try {
      const fake = fakeInventory();
      const { handle } = fake.methods['Reserve']!;
      const { signal } = new AbortController();
      const context = { caller: anonymous, trace: newTrace(), idempotencyKey: undefined, budgetMs: undefined, signal };
      for (const idempotencyKey of ['one', 'two']) {
        await handle({ lines: lines('p-001', 1), ttlMs: 60_000, idempotencyKey }, context);
      }
      expect(jest.getTimerCount()).toBe(1);
      jest.advanceTimersByTime(60_000);
      expect(jest.getTimerCount()).toBe(0);
      await handle({ lines: lines('p-001', 1), ttlMs: 60_000, idempotencyKey: 'three' }, context);
      await fake.close!();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('a stock room', () => {
  const [productId, otherId] = ['p-001', 'p-002'];
  const pieces = fc.integer({ min: 0, max: 12 });
  const some = fc.integer({ min: 0, max: 9 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('reserve' as const), quantity: fc.integer({ min: 1, max: 8 }), ttlMs: some }),
    fc.record({ kind: fc.constant('confirm' as const), which: some }),
    fc.record({ kind: fc.constant('release' as const), which: some }),
    fc.record({ kind: fc.constant('wait' as const), ms: some }),
    fc.record({
      kind: fc.constant('set' as const),
      onHand: fc.dictionary(fc.constantFrom(...warehouses.map(({ id }) => id)), pieces, {
        minKeys: 1,
        noNullPrototype: true,
      }),
    }),
  );

  it('sells nothing twice and holds nothing that is not there, whatever is reserved, sold, returned and counted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = stoppedClock();
        const room = createStockRoom({ now: clock.now, publish: () => undefined });
        const empty = new Map(warehouses.map(({ id }) => [id, 4]));
        for (const id of [productId, otherId]) room.setOnHand({ productId: id, onHand: empty, expected: undefined });
        const other = room.level(otherId);
        // Model: pieces that came by counts, reservations by their ends, and those of them that are sold.
        let counted = 4 * warehouses.length;
        const held = new Map<string, { readonly quantity: number; readonly endsAt: number; sold: boolean }>();
        const ids: string[] = [];
        const ended = (): void => {
          for (const [id, { endsAt, sold }] of held) if (!sold && endsAt <= clock.now().getTime()) held.delete(id);
        };
        const sumOf = (sold: boolean): number =>
          [...held.values()].filter((each) => each.sold === sold).reduce((total, { quantity }) => total + quantity, 0);
        const attempt = (work: () => void): boolean => {
          try {
            work();
            return true;
          } catch (error) {
            expect(error).toMatchObject({ code: 'CONFLICT' });
            return false;
          }
        };
        for (const [number, each] of steps.entries()) {
          ended();
          const before = room.level(productId)!;
          const id = 'which' in each ? (ids[each.which] ?? 'none') : '';
          switch (each.kind) {
            case 'reserve': {
              const { quantity, ttlMs } = each;
              const wanted = { lines: lines(productId, quantity), ttlMs: ttlMs + 1, key: String(number) };
              const isHeld = attempt(() => {
                const made = room.reserve(wanted);
                ids.unshift(made.id);
                held.set(made.id, { quantity, endsAt: made.expiresAtMs, sold: false });
              });
              expect(isHeld).toBe(quantity <= before.total);
              break;
            }
            case 'confirm':
              expect(attempt(() => room.confirm(id))).toBe(held.has(id));
              if (held.has(id)) held.get(id)!.sold = true;
              break;
            case 'release':
              room.release(id);
              held.delete(id);
              break;
            case 'wait':
              clock.advance(each.ms);
              ended();
              break;
            case 'set': {
              const there = new Map(before.byWarehouse.map((level) => [level.id, level]));
              const entries = Object.entries(each.onHand);
              const isSet = attempt(() => {
                room.setOnHand({ productId, onHand: new Map(entries), expected: undefined });
              });
              expect(isSet).toBe(entries.every(([warehouse, count]) => count >= there.get(warehouse)!.reserved));
              if (!isSet) expect(room.level(productId)).toEqual(before);
              else
                for (const [warehouse, count] of entries) {
                  counted += count - there.get(warehouse)!.available - there.get(warehouse)!.reserved;
                }
            }
          }
          const after = room.level(productId)!;
          for (const { available, reserved } of after.byWarehouse) {
            expect(available).toBeGreaterThanOrEqual(0);
            expect(reserved).toBeGreaterThanOrEqual(0);
          }
          const reserved = after.byWarehouse.reduce((total, level) => total + level.reserved, 0);
          expect(reserved).toBe(sumOf(false));
          // Every piece that ever came is available, reserved or sold, and only one of these.
          expect(after.total + reserved + sumOf(true)).toBe(counted);
          if (
            after.total + reserved !==
            before.byWarehouse.reduce((sum, { available, reserved }) => sum + available + reserved, 0)
          )
            expect(after.revision).not.toBe(before.revision);
        }
        expect(room.level(otherId)).toEqual(other);
        room.close();
      }),
      { numRuns: 300 },
    );
  });
});

describe('seeded stock', () => {
  it('covers every product in 3 warehouses: about 8 % are out, some are low, and what README buys is there', () => {
    expect(warehouses).toHaveLength(3);
    const totals = stock.map(({ quantities }) => totalOf(quantities));
    expect(totals).toHaveLength(500);
    const share = (test: (total: number) => boolean): number => totals.filter(test).length / totals.length;
    expect(share((total) => total === 0)).toBeCloseTo(0.08, 1);
    expect(share((total) => total > 0 && total <= 5)).toBeGreaterThan(0.04);
    expect(Math.min(...totals.slice(0, 20))).toBeGreaterThan(50);
  });
});

describe('the day that is promised', () => {
  it.each([
    ['Monday morning', '2026-11-30T08:00:00Z', 2, '2026-12-02'],
    ['Monday evening, which leaves on Tuesday', '2026-11-30T14:00:00Z', 2, '2026-12-03'],
    ['Thursday, over a weekend', '2026-12-03T08:00:00Z', 2, '2026-12-07'],
    ['Friday evening, which leaves on Monday', '2026-12-04T20:00:00Z', 3, '2026-12-10'],
    ['Saturday, which leaves on Monday', '2026-12-05T08:00:00Z', 2, '2026-12-09'],
    ['Sunday, into another year', '2026-12-27T23:59:59Z', 4, '2027-01-01'],
  ])('counts working days: ordered on %s', (_, now, leadDays, day) => {
    expect(deliveryDay(new Date(now), leadDays)).toBe(day);
  });
});
