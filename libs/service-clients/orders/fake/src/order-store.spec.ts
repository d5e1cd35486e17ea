import { migrate, openSqlite } from '@frontage/sql';
import fc from 'fast-check';
import { sql, type Kysely } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryOrderStore } from './memory-order-store.ts';
import { dueMove, moved, type OrderRecord } from './order-lifecycle.ts';
import type { KeptAnswer, OrderEvent, OrderStore } from './order-store.ts';
import { toWire } from './order-wire.ts';
import { seededOrders } from './seeded-orders.ts';
import { migrations, openSqlOrderStore, type OrderTables } from './sql-order-store.ts';

const open: Kysely<OrderTables>[] = [];
function database(file: string): Kysely<OrderTables> {
  const db = openSqlite<OrderTables>({ file });
  open.push(db);
  return db;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.destroy()));
});

describeOrderStore('memory', async (seed) => memoryOrderStore(seed));
describeOrderStore('SQLite', (seed) => openSqlOrderStore(database(':memory:'), seed));

describe('SQLite order store', () => {
  it('is seeded once, and found again as it was left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontage-orders-'));
    try {
      const file = join(folder, 'orders.sqlite');
      const first = await openSqlOrderStore(database(file), seededOrders);
      const before = await first.find(seededOrders.map(({ id }) => id));
      expect(before.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(seededOrders);
      await open[0]!.destroy();
      const second = await openSqlOrderStore(
        database(file),
        seededOrders.map((order) => ({ ...order, version: 99 })),
      );
      expect(await second.find(['o-0001', 'o-0400'])).toEqual([seededOrders[0], seededOrders[399]]);
    } finally {
      await Promise.all(open.splice(0).map((db) => db.destroy()));
      rmSync(folder, { recursive: true });
    }
  });
});

describe('an order store of before there were modes', () => {
  it('has orders of live mode', async () => {
    const db = database(':memory:');
    await migrate(db, migrations.slice(0, 1), { history: 'order_migrations' });
    await sql`
      insert into orders (id, owner_kind, owner_id, status, currency, lines, total_amount, history, placed_at, version, release_due)
      values ('o-1', 'partner', 'acme', 'PAID', 'EUR', '[]', 1, '[]', '', 1, 0)`.execute(db);
    const store = await openSqlOrderStore(db);
    const owner = { kind: 'partner', id: 'acme' } as const;
    const list = (mode?: 'test') => store.list({ owner: { ...owner, mode }, after: undefined, limit: 9 });
    expect(await list()).toMatchObject([{ id: 'o-1', owner }]);
    expect(await list('test')).toEqual([]);
  });
});

/** Suite of every order store. `open` gives a store with these orders alone. */
function describeOrderStore(name: string, open: (seed?: readonly OrderRecord[]) => Promise<OrderStore>): void {
  describe(`order store: ${name}`, () => {
    const day = (number: number): string => `2026-05-${String(number).padStart(2, '0')}T10:00:00.000Z`;
    const order = (id: string, more: Partial<OrderRecord> = {}): OrderRecord => ({
      id,
      owner: { kind: 'customer', id: 'ada' },
      status: 'PENDING',
      currency: 'EUR',
      lines: [{ productId: 'p-001', quantity: 2, unitAmount: 1250, totalAmount: 2500 }],
      totalAmount: 2500,
      history: [{ status: 'PENDING', at: day(1) }],
      version: 1,
      reservation: { id: 'r-1', expiresAt: day(2) },
      shipAt: undefined,
      deliverAt: undefined,
      releaseDue: false,
      ...more,
    });
    let events = 0;
    const event = (type: OrderEvent['type'] = 'order.created'): OrderEvent => ({
      id: `e-${(events += 1)}`,
      type,
      timestamp: day(1),
      data: { order: toWire(order('o-ü')) },
      traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
    });
    const answer = (more: Partial<KeptAnswer> = {}): KeptAnswer => ({
      scope: 'customer:ada place k-1',
      fingerprint: 'f-1',
      expiresAt: day(3),
      outcome: { kind: 'done', body: { order: { order_id: 'o-1' } } },
      ...more,
    });
    const ids = (orders: readonly OrderRecord[]): string[] => orders.map(({ id }) => id);

    it('gives back what it was given, event and answer with it', async () => {
      const store = await open();
      const change = { order: order('o-1'), event: event(), answer: answer() };
      expect(await store.commit(change)).toBe(true);
      expect(await store.find(['o-1', 'nothing'])).toEqual([change.order]);
      expect(await store.find([])).toEqual([]);
      expect(await store.outbox.pending(10)).toEqual([change.event]);
      expect(await store.answer(change.answer.scope, day(2))).toEqual(change.answer);
    });

    it('takes the next version of an order, and no other', async () => {
      const store = await open();
      const first = order('o-1');
      await store.commit({ order: first, event: event() });
      const paid = { ...moved(first, 'pay', day(2)), shipAt: day(3), deliverAt: day(4) };
      expect(await store.commit({ order: paid, event: event('order.paid') })).toBe(true);
      expect(await store.find(['o-1'])).toEqual([paid]);
      const tooLate = { order: moved(first, 'cancel', day(2)), event: event('order.cancelled'), answer: answer() };
      for (const change of [
        tooLate,
        { ...tooLate, order: first },
        { ...tooLate, order: order('o-2', { version: 2 }) },
      ]) {
        expect(await store.commit(change)).toBe(false);
      }
      expect(await store.find(['o-1', 'o-2'])).toEqual([paid]);
      expect((await store.outbox.pending(10)).map(({ type }) => type)).toEqual(['order.created', 'order.paid']);
      expect(await store.answer(answer().scope, day(2))).toBeUndefined();
    });

    it('lets one of those who are equally fast make the next version', async () => {
      const store = await open([order('o-1')]);
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () =>
          store.commit({ order: moved(order('o-1'), 'pay', day(2)), event: event('order.paid') }),
        ),
      );
      expect(outcomes.toSorted()).toEqual([false, false, false, false, true]);
      expect(await store.outbox.pending(10)).toHaveLength(1);
    });

    it('lists the orders of one owner in one mode, newest first and then by id, from a position on', async () => {
      const at = (when: string) => ({ history: [{ status: 'PENDING' as const, at: when }] });
      const partner = { owner: { kind: 'partner' as const, id: 'ada' } };
      const test = { owner: { ...partner.owner, mode: 'test' as const } };
      const store = await open([
        order('o-1', at(day(1))),
        order('o-2', at(day(3))),
        order('o-3', at(day(2))),
        order('o-4', at(day(2))),
        order('o-5', { ...at(day(4)), ...partner }),
        order('o-6', { ...at(day(4)), ...test }),
      ]);
      const owner = { kind: 'customer' as const, id: 'ada' };
      expect(ids(await store.list({ owner, after: undefined, limit: 10 }))).toEqual(['o-2', 'o-4', 'o-3', 'o-1']);
      const after = { placedAt: day(2), id: 'o-4' };
      expect(ids(await store.list({ owner, after, limit: 1 }))).toEqual(['o-3']);
      expect(ids(await store.list({ ...partner, after: undefined, limit: 10 }))).toEqual(['o-5']);
      expect(await store.list({ ...test, after: undefined, limit: 10 })).toEqual([
        order('o-6', { ...at(day(4)), ...test }),
      ]);
      const oldestFirst = { owner, limit: 10, oldestFirst: true };
      expect(ids(await store.list({ ...oldestFirst, after: undefined }))).toEqual(['o-1', 'o-3', 'o-4', 'o-2']);
      expect(ids(await store.list({ ...oldestFirst, after: { placedAt: day(2), id: 'o-3' } }))).toEqual(['o-4', 'o-2']);
    });

    it('lists the orders of one status', async () => {
      const store = await open([order('o-1'), moved(order('o-2'), 'pay', day(2)), order('o-3')]);
      const owner = { kind: 'customer' as const, id: 'ada' };
      const listed = async (status: 'PENDING' | 'PAID' | 'SHIPPED') =>
        ids(await store.list({ owner, after: undefined, limit: 10, status })).toSorted();
      expect([await listed('PENDING'), await listed('PAID'), await listed('SHIPPED')]).toEqual([
        ['o-1', 'o-3'],
        ['o-2'],
        [],
      ]);
    });

    it('finds what is due exactly where an order has a due move', async () => {
      const instant = fc.integer({ min: 1, max: 28 }).map(day);
      const maybe = fc.option(instant, { nil: undefined });
      const some = fc.record({
        status: fc.constantFrom('PENDING', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'),
        reservation: fc.option(
          instant.map((expiresAt) => ({ id: 'r-1', expiresAt })),
          { nil: undefined },
        ),
        shipAt: maybe,
        deliverAt: maybe,
      });
      const trial = fc.asyncProperty(fc.array(some, { maxLength: 20 }), instant, async (facts, now) => {
        const orders = facts.map((each, index) => order(`o-${index}`, each));
        const store = await open(orders);
        const due = orders.filter((each) => dueMove(each, now) !== undefined);
        expect(ids(await store.due(now, 100)).toSorted()).toEqual(ids(due).toSorted());
        expect(await store.due(now, 1)).toHaveLength(Math.min(1, due.length));
      });
      await fc.assert(trial, { numRuns: 25 });
    });

    it('remembers whose stock is to be released until it is', async () => {
      const store = await open([order('o-1')]);
      await store.commit({ order: moved(order('o-1'), 'cancel', day(2)), event: event('order.cancelled') });
      expect(ids(await store.releasesDue(10))).toEqual(['o-1']);
      await store.markReleased('o-1');
      await store.markReleased('nothing');
      expect(await store.releasesDue(10)).toEqual([]);
      expect(await store.find(['o-1'])).toMatchObject([{ status: 'CANCELLED', releaseDue: false }]);
    });

    it('keeps answers until they expire, and the later of two', async () => {
      const store = await open();
      const refusal = { kind: 'failed', code: 'CONFLICT', message: 'No.', reason: 'OUT_OF_STOCK' } as const;
      const { scope } = answer();
      await store.keepAnswer(answer());
      await store.keepAnswer(answer({ outcome: refusal, expiresAt: day(5) }));
      expect((await store.answer(scope, day(4)))?.outcome).toEqual(refusal);
      expect(await store.answer(scope, day(5))).toBeUndefined();
      await store.forgetAnswers(day(4));
      expect(await store.answer(scope, day(4))).toBeDefined();
      await store.forgetAnswers(day(5));
      expect(await store.answer(scope, day(1))).toBeUndefined();
    });

    it('gives events in the order in which they happened, until they are published', async () => {
      const store = await open();
      const written = [];
      for (const id of ['o-1', 'o-2', 'o-3', 'o-4']) {
        const change = { order: order(id), event: event() };
        written.push(change.event.id);
        await store.commit(change);
      }
      const pending = async (limit: number) => (await store.outbox.pending(limit)).map(({ id }) => id);
      expect(await pending(3)).toEqual(written.slice(0, 3));
      await store.outbox.markPublished([written[1]!, written[0]!, 'nothing']);
      await store.outbox.markPublished([]);
      expect(await pending(3)).toEqual(written.slice(2));
      await store.outbox.markPublished(written);
      const last = event();
      await store.commit({ order: order('o-5'), event: last });
      expect(await pending(3)).toEqual([last.id]);
    });
  });
}
