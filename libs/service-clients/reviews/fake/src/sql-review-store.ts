/** Review store in a SQL database. */

import { migrate, type NamedMigration } from '@frontage/sql';
import type { Kysely, Selectable } from 'kysely';
import type { ReviewStore, StoredReview } from './review-store.ts';

/** Tables of the store. Instants are Unix seconds. */
export interface ReviewTables {
  readonly reviews: {
    readonly id: string;
    readonly product_id: string;
    readonly customer_id: string;
    readonly stars: StoredReview['stars'];
    readonly title: string;
    readonly text: string;
    readonly author: string;
    readonly posted_at: number;
  };
}

const migrations: readonly NamedMigration[] = [
  {
    name: '0001-reviews',
    up: async ({ schema }) => {
      await schema
        .createTable('reviews')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('product_id', 'text', (column) => column.notNull())
        .addColumn('customer_id', 'text', (column) => column.notNull())
        .addColumn('stars', 'integer', (column) => column.notNull())
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('author', 'text', (column) => column.notNull())
        .addColumn('posted_at', 'bigint', (column) => column.notNull())
        .addUniqueConstraint('reviews_one_each', ['product_id', 'customer_id'])
        .execute();
    },
  },
];

/** Opens a store and migrates its database. The caller closes the database. */
export async function openSqlReviewStore(db: Kysely<ReviewTables>): Promise<ReviewStore> {
  await migrate(db, migrations, { history: 'review_migrations' });
  const reviews = () => db.selectFrom('reviews').selectAll();
  return {
    ofProducts: async (ids) => {
      if (ids.length === 0) return [];
      const found = reviews().where('product_id', 'in', ids);
      return (await found.orderBy('posted_at', 'desc').orderBy('id', 'desc').execute()).map(toReview);
    },
    ofCustomer: async (customerId, productIds) => {
      if (productIds.length === 0) return [];
      const found = reviews().where('customer_id', '=', customerId).where('product_id', 'in', productIds);
      return (await found.execute()).map(toReview);
    },
    find: async (id) => {
      const row = await reviews().where('id', '=', id).executeTakeFirst();
      return row && toReview(row);
    },
    put: async (review) => {
      const row = await db
        .insertInto('reviews')
        .values(toRow(review))
        .onConflict((conflict) => {
          const { stars, title, text, author } = review;
          return conflict.columns(['product_id', 'customer_id']).doUpdateSet({ stars, title, text, author });
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toReview(row);
    },
    remove: async (customerId, productId) => {
      await db
        .deleteFrom('reviews')
        .where('customer_id', '=', customerId)
        .where('product_id', '=', productId)
        .execute();
    },
  };
}

const toRow = ({ productId, customerId, postedAt, ...texts }: StoredReview): Selectable<ReviewTables['reviews']> => ({
  ...texts,
  product_id: productId,
  customer_id: customerId,
  posted_at: postedAt,
});

const toReview = ({ product_id, customer_id, posted_at, ...texts }: Selectable<ReviewTables['reviews']>) => ({
  ...texts,
  productId: product_id,
  customerId: customer_id,
  // A bigint comes as text from PostgreSQL.
  postedAt: Number(posted_at),
});
