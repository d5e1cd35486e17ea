import { openSqlite } from '@frontage/sql';
import { openPostgresSchema, type PostgresSchema } from '@frontage/sql/fake';
import { toMessage, type Notice } from './notice.ts';
import { maxHeld, type PushStore } from './push-store.ts';
import { openSqlPushStore, type PushTables } from './sql-push-store.ts';

const postgresUrl = process.env['DATABASE_URL'];
if (postgresUrl === undefined) process.stdout.write('SKIPPED server suite: postgresql\n');

const stores: PushStore[] = [];
const places: PostgresSchema[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await Promise.all(places.splice(0).map((place) => place.close()));
});

const at = (minute: number): string => new Date(Date.UTC(2026, 4, 4, 0, minute)).toISOString();
const noticeOf = (id: string, minute = 0, customerId = 'ada'): Notice => ({
  id,
  at: at(minute),
  traceparent: undefined,
  type: 'order.paid',
  customerId,
  orderId: `o-${id}`,
});

describePushStore('SQLite', async () => openSqlPushStore(openSqlite<PushTables>({ file: ':memory:' })));
if (postgresUrl !== undefined) {
  describePushStore('PostgreSQL', async () => {
    const place = await openPostgresSchema(postgresUrl);
    places.push(place);
    return openSqlPushStore(place.open<PushTables>());
  });
}

function describePushStore(name: string, open: () => Promise<PushStore>): void {
  describe(`push store: ${name}`, () => {
    let store: PushStore;
    beforeEach(async () => {
      store = await open();
      stores.push(store);
    });
    const dueAt = async (minute: number): Promise<string[]> =>
      (await store.due(() => at(minute)).pending(1_000)).map(({ id }) => id);

    it('gives what it holds when its instant has come, oldest first, and once it is published no more', async () => {
      await store.hold(noticeOf('b', 2), at(60));
      await store.hold(noticeOf('a', 1), at(60));
      await store.hold(noticeOf('c', 0), at(90));
      expect([await dueAt(59), await dueAt(60)]).toEqual([[], ['a', 'b']]);
      const outbox = store.due(() => at(60));
      expect(await outbox.pending(1)).toEqual([JSON.parse(JSON.stringify(toMessage(noticeOf('a', 1))))]);
      await outbox.markPublished(['a', 'unknown']);
      expect(await dueAt(90)).toEqual(['c', 'b']);
    });

    it('holds a notice once, until the last instant that was said, even while it is published', async () => {
      for (const minute of [60, 61]) await store.hold(noticeOf('a'), at(minute));
      expect([await dueAt(60), await dueAt(61)]).toEqual([[], ['a']]);
      const outbox = store.due(() => at(61));
      await outbox.pending(10);
      await store.hold(noticeOf('a'), at(120));
      await outbox.markPublished(['a']);
      expect(await dueAt(120)).toEqual(['a']);
    });

    it('holds so many for one customer, of whom the oldest go, and leaves others alone', async () => {
      await store.hold(noticeOf('other', 0, 'bob'), at(600));
      const dropped: number[] = [];
      for (let count = 0; count < maxHeld + 2; count += 1)
        dropped.push(await store.hold(noticeOf(`n-${count}`, count), at(600)));
      expect(dropped.reduce((sum, each) => sum + each)).toBe(2);
      const held = await dueAt(600);
      expect([held.length, held.includes('n-1'), held.includes('n-2'), held[0]]).toEqual([
        maxHeld + 1,
        false,
        true,
        'other',
      ]);
    });

    it('knows who was told, until it forgets', async () => {
      for (const device of ['phone', 'phone', 'tablet']) await store.tell('e-1', device, at(1));
      expect(await store.told('e-1')).toEqual(new Set(['phone', 'tablet']));
      expect(await store.told('e-2')).toEqual(new Set());
      await store.finish('e-1', at(2));
      await store.finish('e-2', at(3));
      expect([await store.told('e-1'), await store.told('e-2')]).toEqual(['all', 'all']);
      expect(await store.forget(at(3))).toBe(3);
      expect([await store.told('e-1'), await store.told('e-2')]).toEqual([new Set(), 'all']);
      expect(await store.forget(at(3))).toBe(0);
    });
  });
}
