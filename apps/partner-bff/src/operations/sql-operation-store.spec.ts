import { migrate, openSqlite } from '@frontage/sql';
import { openPostgresSchema, type PostgresSchema } from '@frontage/sql/fake';
import type { Message } from '@frontage/messaging';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { ItemOutcome, OperationStore } from './operation-store.ts';
import { migrations, openSqlOperationStore, type OperationTables } from './sql-operation-store.ts';

const now = '2026-05-01T10:00:00.000Z';
const later = '2026-05-01T11:00:00.000Z';
const placed: ItemOutcome = { kind: 'placed', orderId: 'order-1' };
const refused: ItemOutcome = { kind: 'refused', code: 'CONFLICT', detail: 'Out of stock.', reason: 'OUT_OF_STOCK' };

const commandsOf = (id: string, count: number): Message[] =>
  Array.from({ length: count }, (_, number) => ({
    id: `${id}-${number}`,
    topic: 'orders.place',
    key: 'acme',
    at: now,
    data: { number },
  }));

interface Opened {
  readonly store: OperationStore;
  /** The same store, as another instance opens it. */
  readonly other: OperationStore;
  readonly close: () => Promise<void>;
}

function describeOperationStore(name: string, open: () => Promise<Opened>): void {
  describe(`operation store: ${name}`, () => {
    let opened: Opened;
    let store: OperationStore;
    beforeEach(async () => {
      opened = await open();
      ({ store } = opened);
    });
    afterEach(() => opened.close());

    const start = (
      id: string,
      count = 1,
      more: { key?: string; fingerprint?: string; partnerId?: string; mode?: 'test' } = {},
    ) => ({
      id,
      partnerId: 'acme',
      mode: 'live' as const,
      key: `key of ${id}`,
      fingerprint: 'f',
      commands: commandsOf(id, count),
      now,
      ...more,
    });

    it('keeps an operation with its commands, in order', async () => {
      const operation = await store.begin(start('a', 450));
      expect(operation).toMatchObject({ id: 'a', partnerId: 'acme', createdAt: now, finishedAt: undefined });
      expect((await opened.other.find('a'))?.items.map(({ number }) => number)).toEqual(
        Array.from({ length: 450 }, (_, number) => number),
      );
      const pending = await store.outbox.pending(1_000);
      expect(pending).toEqual(commandsOf('a', 450).map((each) => ({ ...each, traceparent: undefined })));
      await store.outbox.markPublished(pending.slice(0, 449).map(({ id }) => id));
      expect((await store.outbox.pending(10)).map(({ id }) => id)).toEqual(['a-449']);
    });

    it('is begun once under a key, whatever instance is asked, and publishes its commands once', async () => {
      const both = await Promise.all([
        store.begin(start('a', 2, { key: 'k' })),
        opened.other.begin(start('b', 2, { key: 'k' })),
      ]);
      const ids = new Set(both.map((each) => (each === 'key-reused' ? each : each.id)));
      expect(ids.size).toBe(1);
      expect(await store.outbox.pending(10)).toHaveLength(2);
      expect(await store.begin(start('c', 1, { key: 'k', fingerprint: 'other' }))).toBe('key-reused');
      expect(await store.begin(start('d', 1, { key: 'k', partnerId: 'globex' }))).toMatchObject({ id: 'd' });
      expect(await store.begin(start('e', 1, { key: 'k', mode: 'test' }))).toMatchObject({ id: 'e', mode: 'test' });
      expect(await store.begin(start('f', 1, { key: 'k', mode: 'test' }))).toMatchObject({ id: 'e' });
      expect(await store.find('e')).toMatchObject({ partnerId: 'acme', mode: 'test' });
    });

    it('ends with its last item, at each repetition, and the first outcome of an item stays', async () => {
      await store.begin(start('a', 2));
      expect(await store.settle('a', 1, refused, now)).toBeUndefined();
      expect(await store.settle('a', 1, placed, now)).toBeUndefined();
      const ended = await store.settle('a', 0, placed, later);
      expect(ended).toMatchObject({ finishedAt: later, items: [{ outcome: placed }, { outcome: refused }] });
      expect(await store.settle('a', 0, refused, '2026-05-01T12:00:00.000Z')).toEqual(ended);
      expect(await store.find('a')).toEqual(ended);
      expect(await store.settle('nothing', 0, placed, now)).toBeUndefined();
    });

    it('ends when two instances settle its last items at once', async () => {
      for (let round = 0; round < 20; round += 1) {
        const id = randomUUID();
        await store.begin(start(id, 2));
        const ends = await Promise.all([store.settle(id, 0, placed, now), opened.other.settle(id, 1, placed, now)]);
        expect(ends.filter((end) => end !== undefined)).toHaveLength(1);
      }
    });

    it('forgets old ones with their items', async () => {
      await store.begin(start('old'));
      await store.begin({ ...start('new'), now: later });
      expect(await store.forget(later)).toBe(1);
      expect(await store.find('old')).toBeUndefined();
      expect(await store.find('new')).toBeDefined();
      expect(await store.forget(later)).toBe(0);
    });
  });
}

it('a database of before there were modes has operations of live mode', async () => {
  const db = openSqlite<OperationTables>({ file: ':memory:' });
  try {
    await migrate(db, migrations.slice(0, 1), { history: 'operation_migrations' });
    await sql`
      insert into operations (id, partner_id, idempotency_key, fingerprint, created_at)
      values ('a', 'acme', 'k', 'f', ${now})`.execute(db);
    expect(await (await openSqlOperationStore(db)).find('a')).toMatchObject({ id: 'a', mode: 'live' });
  } finally {
    await db.destroy();
  }
});

describeOperationStore('SQLite', async () => {
  const db = openSqlite<OperationTables>({ file: ':memory:' });
  const store = await openSqlOperationStore(db);
  return { store, other: store, close: () => db.destroy() };
});

const url = process.env['DATABASE_URL'];
if (url === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');
else {
  describeOperationStore('PostgreSQL', async () => {
    const place: PostgresSchema = await openPostgresSchema(url);
    const [store, other] = await Promise.all([
      openSqlOperationStore(place.open<OperationTables>()),
      openSqlOperationStore(place.open<OperationTables>()),
    ]);
    return { store, other, close: () => place.close() };
  });
}
