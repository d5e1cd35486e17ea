import { openSqlite } from '@frontage/sql';
import { openPostgresSchema, type PostgresSchema } from '@frontage/sql/fake';
import type { Kysely } from 'kysely';
import { memoryCustomerStore, seededCustomers, type CustomerStore, type StoredCustomer } from './customer-store.ts';
import { openSqlCustomerStore, type CustomerTables } from './sql-customer-store.ts';

const open: Kysely<CustomerTables>[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.destroy()));
});

describeCustomerStore('memory', async (seed) => memoryCustomerStore(seed));
describeCustomerStore('SQLite', async (seed) => {
  const db = openSqlite<CustomerTables>({ file: ':memory:' });
  open.push(db);
  return openSqlCustomerStore(db, seed);
});

const url = process.env['DATABASE_URL'];
(url === undefined ? describe.skip : describe)('PostgreSQL', () => {
  const schemas: PostgresSchema[] = [];
  afterEach(async () => {
    await Promise.all(schemas.splice(0).map((schema) => schema.close()));
  });
  describeCustomerStore('PostgreSQL', async (seed) => {
    const schema = await openPostgresSchema(url!);
    schemas.push(schema);
    return openSqlCustomerStore(schema.open<CustomerTables>(), seed);
  });

  it('is seeded once by instances that start together', async () => {
    const schema = await openPostgresSchema(url!);
    schemas.push(schema);
    const start = () => openSqlCustomerStore(schema.open<CustomerTables>(), seededCustomers);
    const [first, second] = await Promise.all([start(), start()]);
    const renamed = await first.change('ada', seededCustomers[0]!, (ada) => ({ ...ada, name: 'A. Lovelace' }));
    await start();
    expect(await second.find('ada')).toEqual(renamed);
  });
});

it('gives a customer of before there were revisions of carts the first one, no quiet hours and no checkouts', async () => {
  const db = openSqlite<CustomerTables>({ file: ':memory:' });
  open.push(db);
  const store = await openSqlCustomerStore(db, seededCustomers.slice(0, 1));
  const { cartRevision, quietHours, checkouts, ...before } = seededCustomers[0]!;
  await db
    .updateTable('customers')
    .set({ document: JSON.stringify(before) })
    .execute();
  expect(await store.find('ada')).toEqual({ ...before, cartRevision, quietHours, checkouts });
});

/** Suite of every customer store. `start` gives a store with these customers alone. */
function describeCustomerStore(
  name: string,
  start: (seed?: readonly StoredCustomer[]) => Promise<CustomerStore>,
): void {
  describe(`customer store: ${name}`, () => {
    const [ada, bob] = seededCustomers as readonly [StoredCustomer, StoredCustomer];

    it('gives back what it was given, and nobody else', async () => {
      const store = await start([ada, bob]);
      expect(await store.find('ada')).toEqual(ada);
      expect(await store.find('bob')).toEqual(bob);
      expect(await store.find('nobody')).toBeUndefined();
    });

    it('makes a new customer with the first change, and keeps the others as they are', async () => {
      const store = await start([bob]);
      const changed = await store.change('ada', ada, (initial) => ({ ...initial, name: 'Ada Ü' }));
      expect(changed).toEqual({ ...ada, name: 'Ada Ü' });
      expect([await store.find('ada'), await store.find('bob')]).toEqual([changed, bob]);
    });

    it('loses nothing of changes at the same time', async () => {
      const store = await start();
      const ids = Array.from({ length: 8 }, (_, index) => `p-${index}`);
      const wish = (productId: string) =>
        store.change('ada', { ...ada, wishlist: [] }, (current) => ({
          ...current,
          wishlist: [...current.wishlist, { productId, addedAt: ada.cartUpdatedAt }],
        }));
      await Promise.all(ids.map(wish));
      const { wishlist } = (await store.find('ada'))!;
      expect(wishlist.map(({ productId }) => productId).toSorted()).toEqual(ids);
    });

    it('finds who has a device with a token, whatever is in it', async () => {
      const store = await start([ada, bob]);
      for (const token of ['plain', '%_', 'a"b', 'a\\b', "it's"]) {
        const device = { id: 'phone', platform: 'ios', token, registeredAt: ada.cartUpdatedAt } as const;
        await store.change('ada', ada, (current) => ({ ...current, devices: [device] }));
        expect([token, await store.holdersOf(token)]).toEqual([token, ['ada']]);
        expect(await store.holdersOf(`${token}-other`)).toEqual([]);
      }
    });

    it('stores nothing of a change that throws', async () => {
      const store = await start([ada]);
      const refused = store.change('ada', ada, () => {
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      expect(await store.find('ada')).toEqual(ada);
    });
  });
}
