import { migrate, openSqlite } from '@frontage/sql';
import { openPostgresSchema } from '@frontage/sql/fake';
import { sql } from 'kysely';
import { migrations, openSqlUsageStore, type UsageTables } from './sql-usage-store.ts';
import type { UsageCount, UsageStore } from './usage-store.ts';

const at = '2026-05-03T10:00:00.000Z';
const all = { from: '2026-01-01', until: '2026-12-31' };
const count = (requests: number, more: Partial<UsageCount> = {}): UsageCount => ({
  partnerId: 'acme',
  keyId: 'k-1',
  mode: 'live',
  version: 'v2',
  operation: 'listOrders',
  day: '2026-05-01',
  requests,
  ...more,
});

interface Opened {
  readonly store: UsageStore;
  /** The same store, as another instance opens it. */
  readonly other: UsageStore;
  readonly close: () => Promise<void>;
}

function describeUsageStore(name: string, open: () => Promise<Opened>): void {
  describe(`usage store: ${name}`, () => {
    let opened: Opened;
    let store: UsageStore;
    beforeEach(async () => {
      opened = await open();
      ({ store } = opened);
    });
    afterEach(() => opened.close());

    const add = (id: string, ...counts: readonly UsageCount[]) => store.add({ id, at, counts });
    const sums = async (query = {}) =>
      (await store.sums({ ...all, ...query })).map((sum) => Object.values(sum).join(' '));

    it('adds up what instances count, each batch once', async () => {
      await add('a', count(3), count(1, { operation: 'getOrder' }));
      await opened.other.add({ id: 'b', at, counts: [count(4), count(2, { day: '2026-05-02' })] });
      await add('a', count(3), count(1, { operation: 'getOrder' }));
      expect(await sums()).toEqual([
        'acme k-1 live v2 getOrder 1 2026-05-01',
        'acme k-1 live v2 listOrders 9 2026-05-02',
      ]);
      expect(await store.total(all)).toBe(10);
    });

    it('tells the modes of a partner apart', async () => {
      await add('a', count(3), count(2, { keyId: 'k-test', mode: 'test' }));
      expect(await sums({ mode: 'test' })).toEqual(['acme k-test test v2 listOrders 2 2026-05-01']);
      expect([await store.total({ ...all, mode: 'live' }), await store.total(all)]).toEqual([3, 5]);
    });

    it('adds batches of two instances at once, whatever their order', async () => {
      const counts = Array.from({ length: 450 }, (_, index) => count(1, { operation: `operation-${index}` }));
      await Promise.all(
        Array.from({ length: 4 }, (_, index) =>
          (index % 2 === 0 ? store : opened.other).add({
            id: `batch-${index}`,
            at,
            counts: index % 2 === 0 ? counts : counts.toReversed(),
          }),
        ),
      );
      expect(await store.total(all)).toBe(1_800);
      expect(await store.sums(all)).toHaveLength(450);
    });

    it('tells periods, partners and versions apart', async () => {
      await add(
        'a',
        count(1),
        count(2, { version: 'v1' }),
        count(4, { partnerId: 'globex', keyId: 'k-2' }),
        count(8, { day: '2026-04-30' }),
      );
      expect(await store.total({ ...all, partnerId: 'acme' })).toBe(11);
      expect(await store.total({ from: '2026-05-01', until: '2026-05-01' })).toBe(7);
      expect(await store.total({ ...all, partnerId: 'nobody' })).toBe(0);
      expect(await sums({ version: 'v1' })).toEqual(['acme k-1 live v1 listOrders 2 2026-05-01']);
      expect(await sums({ partnerId: 'globex' })).toEqual(['globex k-2 live v2 listOrders 4 2026-05-01']);
    });

    it('is read in pages', async () => {
      await add('a', ...['a', 'b', 'c'].map((operation) => count(1, { operation })), count(1, { keyId: 'k-0' }));
      const mine = { ...all, partnerId: 'acme' };
      const [first, second] = await store.sums(mine, { limit: 2 });
      expect([first, second].map((sum) => `${sum?.keyId} ${sum?.operation}`)).toEqual(['k-0 listOrders', 'k-1 a']);
      const rest = await store.sums(mine, { limit: 9, after: second });
      expect(rest.map(({ operation }) => operation)).toEqual(['b', 'c']);
    });

    it('forgets old days, and batches', async () => {
      await add('a', count(1, { day: '2026-04-01' }), count(1, { day: '2026-04-02' }), count(1));
      while ((await store.forget('2026-05-01T10:00:00.000Z')) > 0);
      expect(await store.total(all)).toBe(1);
      await add('a', count(1));
      expect(await store.total(all)).toBe(1);
      while ((await store.forget('2026-05-04T10:00:00.000Z')) > 0);
      expect(await store.total(all)).toBe(0);
    });
  });
}

it('a database of before there were modes has usage of live mode', async () => {
  const db = openSqlite<UsageTables>({ file: ':memory:' });
  try {
    await migrate(db, migrations.slice(0, 1), { history: 'usage_migrations' });
    await sql`
      insert into key_usage (partner_id, key_id, version, operation, day, requests)
      values ('acme', 'k-1', 'v2', 'listOrders', '2026-05-01', 7)`.execute(db);
    const store = await openSqlUsageStore(db);
    expect(await store.total({ ...all, mode: 'live' })).toBe(7);
  } finally {
    await db.destroy();
  }
});

describeUsageStore('SQLite', async () => {
  const db = openSqlite<UsageTables>({ file: ':memory:' });
  const store = await openSqlUsageStore(db);
  return { store, other: store, close: () => db.destroy() };
});

const url = process.env['DATABASE_URL'];
if (url === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');
else {
  describeUsageStore('PostgreSQL', async () => {
    const place = await openPostgresSchema(url);
    const [store, other] = await Promise.all([
      openSqlUsageStore(place.open<UsageTables>()),
      openSqlUsageStore(place.open<UsageTables>()),
    ]);
    return { store, other, close: () => place.close() };
  });
}
