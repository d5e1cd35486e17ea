/** Customer store in a SQL database: one document for each customer, replaced by its next version. */

import { migrate, type NamedMigration } from '@frontage/sql';
import { sql, type Kysely } from 'kysely';
import { unsaid, type CustomerStore, type StoredCustomer } from './customer-store.ts';

/** Tables of the store. Documents are JSON text. */
export interface CustomerTables {
  readonly customers: {
    readonly id: string;
    /** Number of writes of this customer. */
    readonly version: number;
    readonly document: string;
  };
}

const migrations: readonly NamedMigration[] = [
  {
    name: '0001-customers',
    up: async ({ schema }) => {
      await schema
        .createTable('customers')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('document', 'text', (column) => column.notNull())
        .execute();
    },
  },
];

/** Opens a store and migrates its database. A database that has never held a customer is seeded. The caller closes the database. */
export async function openSqlCustomerStore(
  db: Kysely<CustomerTables>,
  seed: readonly StoredCustomer[] = [],
): Promise<CustomerStore> {
  await migrate(db, migrations, { history: 'customer_migrations' });
  await db.transaction().execute(async (transaction) => {
    const held = await transaction.selectFrom('customers').select('id').limit(1).executeTakeFirst();
    if (held !== undefined || seed.length === 0) return;
    const rows = seed.map((customer) => ({ id: customer.id, version: 1, document: JSON.stringify(customer) }));
    await transaction
      .insertInto('customers')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  });
  return sqlCustomerStore(db);
}

function sqlCustomerStore(db: Kysely<CustomerTables>): CustomerStore {
  const read = (id: string) => db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst();
  /** Keeps the next version. False when another writer made it. */
  const put = async (version: number, customer: StoredCustomer): Promise<boolean> => {
    const row = { id: customer.id, version, document: JSON.stringify(customer) };
    if (version === 1) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('customers')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    }
    const { numUpdatedRows } = await db
      .updateTable('customers')
      .set(row)
      .where('id', '=', row.id)
      .where('version', '=', version - 1)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  };
  return {
    find: async (id) => {
      const row = await read(id);
      return row && toCustomer(row.document);
    },
    holdersOf: async (token) => {
      // The member as documents have it, with what patterns would read escaped.
      const member = `"token":${JSON.stringify(token)}`.replaceAll(/[!%_]/g, '!$&');
      const rows = await db
        .selectFrom('customers')
        .select('id')
        .where(sql<boolean>`document like ${`%${member}%`} escape '!'`)
        .execute();
      return rows.map(({ id }) => id);
    },
    change: async (id, initial, change) => {
      // Each failed try is another writer's success, so that the loop ends.
      for (;;) {
        const row = await read(id);
        const changed = change(row ? toCustomer(row.document) : initial);
        if (await put((row?.version ?? 0) + 1, changed)) return changed;
      }
    },
  };
}

const toCustomer = (document: string): StoredCustomer => ({ ...unsaid, ...(JSON.parse(document) as StoredCustomer) });
