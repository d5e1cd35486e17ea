import { openSqlite } from '@frontage/sql';
import { openPostgresSchema } from '@frontage/sql/fake';
import { memoryReviewStore, type ReviewStore, type StoredReview } from './review-store.ts';
import { openSqlReviewStore, type ReviewTables } from './sql-review-store.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describeReviewStore('memory', async () => memoryReviewStore());
describeReviewStore('SQLite', async () => {
  const db = openSqlite<ReviewTables>({ file: ':memory:' });
  closing.push(() => db.destroy());
  return openSqlReviewStore(db);
});

const url = process.env['DATABASE_URL'];
(url === undefined ? describe.skip : describe)('PostgreSQL', () => {
  describeReviewStore('PostgreSQL', async () => {
    const schema = await openPostgresSchema(url!);
    closing.push(() => schema.close());
    return openSqlReviewStore(schema.open<ReviewTables>());
  });
});

/** Suite of every review store. `start` gives an empty one. */
function describeReviewStore(name: string, start: () => Promise<ReviewStore>): void {
  describe(`review store: ${name}`, () => {
    const review = (id: string, more: Partial<StoredReview> = {}): StoredReview => ({
      id,
      productId: 'p-001',
      customerId: 'ada',
      stars: 4,
      title: 'Good ‘light’',
      text: 'Bright.\nAnd quiet.',
      author: 'A. L.',
      postedAt: 1_790_000_000,
      ...more,
    });

    it('gives back what it was given, by id, by product and by customer', async () => {
      const store = await start();
      const [mine, other] = [review('r-1'), review('r-2', { productId: 'p-002' })];
      expect([await store.put(mine), await store.put(other)]).toEqual([mine, other]);
      expect([await store.find('r-1'), await store.find('nothing')]).toEqual([mine, undefined]);
      expect(await store.ofProducts(['p-002', 'p-003'])).toEqual([other]);
      expect(await store.ofCustomer('ada', ['p-001', 'p-003'])).toEqual([mine]);
      expect(await store.ofCustomer('bob', ['p-001'])).toEqual([]);
      expect([await store.ofProducts([]), await store.ofCustomer('ada', [])]).toEqual([[], []]);
    });

    it('keeps one review of each customer and product: its id and its time are those of the first', async () => {
      const store = await start();
      await store.put(review('r-1'));
      const replaced = await store.put(review('r-2', { stars: 1, text: 'Broken.', postedAt: 1_790_000_099 }));
      expect(replaced).toEqual(review('r-1', { stars: 1, text: 'Broken.' }));
      const bobs = await store.put(review('r-3', { customerId: 'bob' }));
      expect(await store.ofProducts(['p-001'])).toEqual([bobs, replaced]);
    });

    it('gives those posted last first', async () => {
      const store = await start();
      const posted = (id: string, postedAt: number) => store.put(review(id, { customerId: id, postedAt }));
      await posted('b', 2);
      await posted('c', 1);
      await posted('a', 2);
      expect((await store.ofProducts(['p-001'])).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    });

    it('removes a review, and no other', async () => {
      const store = await start();
      await store.put(review('r-1'));
      const other = await store.put(review('r-2', { productId: 'p-002' }));
      await store.remove('bob', 'p-001');
      await store.remove('ada', 'p-001');
      await store.remove('ada', 'p-001');
      expect(await store.ofProducts(['p-001', 'p-002'])).toEqual([other]);
    });
  });
}
