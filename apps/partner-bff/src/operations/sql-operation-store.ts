/** Operations in SQLite or PostgreSQL. */

import { appendToOutbox, createOutboxTable, sqlOutbox, type OutboxTables } from '@frontage/messaging/sql';
import type { Mode } from '@frontage/policy';
import { migrate, transact, type NamedMigration } from '@frontage/sql';
import type { Kysely, Transaction } from 'kysely';
import type { ItemOutcome, Operation, OperationStart, OperationStore } from './operation-store.ts';

export interface OperationTables extends OutboxTables {
  readonly operations: {
    readonly id: string;
    readonly partner_id: string;
    readonly mode: Mode;
    /** Idempotency-Key, in test mode after `test `: a space is in none, so that the modes are apart. */
    readonly idempotency_key: string;
    readonly fingerprint: string;
    readonly created_at: string;
    readonly finished_at: string | null;
  };
  readonly operation_items: {
    readonly operation_id: string;
    readonly number: number;
    readonly outcome: string | null;
  };
}

export const migrations: readonly NamedMigration[] = [
  {
    name: '0001-operations',
    up: async (db) => {
      await db.schema
        .createTable('operations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('partner_id', 'text', (column) => column.notNull())
        .addColumn('idempotency_key', 'text', (column) => column.notNull())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('finished_at', 'text')
        .addUniqueConstraint('operations_by_key', ['partner_id', 'idempotency_key'])
        .execute();
      await db.schema.createIndex('operations_by_creation').on('operations').column('created_at').execute();
      await db.schema
        .createTable('operation_items')
        .addColumn('operation_id', 'text', (column) => column.notNull().references('operations.id').onDelete('cascade'))
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('outcome', 'text')
        .addPrimaryKeyConstraint('operation_items_key', ['operation_id', 'number'])
        .execute();
      await createOutboxTable(db);
    },
  },
  {
    name: '0002-modes',
    up: async ({ schema }) => {
      await schema
        .alterTable('operations')
        .addColumn('mode', 'text', (column) => column.notNull().defaultTo('live'))
        .execute();
    },
  },
];

/** Most rows of one statement. */
const maxRowsAtOnce = 200;

type Db = Kysely<OperationTables> | Transaction<OperationTables>;

/** Opens the store, and migrates the database. The caller closes it. */
export async function openSqlOperationStore(db: Kysely<OperationTables>): Promise<OperationStore> {
  await migrate(db, migrations, { history: 'operation_migrations' });
  return sqlOperationStore(db);
}

/** Store in a database that was migrated, or in a transaction on it. */
export function sqlOperationStore(db: Kysely<OperationTables>): OperationStore {
  return {
    begin: (start) => transact(db, (transaction) => begin(transaction, start)),
    find: (id) => find(db, id),
    settle: (id, number, outcome, now) =>
      db.transaction().execute(async (transaction) => {
        // Row lock: of two last items at once, one sees that the other has ended.
        const { numUpdatedRows } = await transaction
          .updateTable('operations')
          .set(({ ref }) => ({ id: ref('id') }))
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return undefined;
        await transaction
          .updateTable('operation_items')
          .set({ outcome: JSON.stringify(outcome) })
          .where('operation_id', '=', id)
          .where('number', '=', number)
          .where('outcome', 'is', null)
          .execute();
        const waiting = await transaction
          .selectFrom('operation_items')
          .select('number')
          .where('operation_id', '=', id)
          .where('outcome', 'is', null)
          .limit(1)
          .executeTakeFirst();
        if (waiting) return undefined;
        await transaction
          .updateTable('operations')
          .set({ finished_at: now })
          .where('id', '=', id)
          .where('finished_at', 'is', null)
          .execute();
        return find(transaction, id);
      }),
    forget: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('operations')
        .where('id', 'in', (query) =>
          query.selectFrom('operations').select('id').where('created_at', '<', before).limit(maxRowsAtOnce),
        )
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    outbox: sqlOutbox(db.$pickTables<keyof OutboxTables>()),
  };
}

async function begin(transaction: Transaction<OperationTables>, start: OperationStart) {
  const { id, partnerId, mode, fingerprint, commands, now } = start;
  const key = mode === 'test' ? `test ${start.key}` : start.key;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('operations')
    .values({
      id,
      partner_id: partnerId,
      mode,
      idempotency_key: key,
      fingerprint,
      created_at: now,
      finished_at: null,
    })
    // Any conflict: instances that start together seed one operation under one id.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) {
    const known = await transaction
      .selectFrom('operations')
      .select(['id', 'fingerprint'])
      .where('partner_id', '=', partnerId)
      .where('idempotency_key', '=', key)
      .executeTakeFirstOrThrow();
    return known.fingerprint === fingerprint ? (await find(transaction, known.id))! : 'key-reused';
  }
  const items = commands.map((_, number) => ({ operation_id: id, number, outcome: null }));
  for (let from = 0; from < items.length; from += maxRowsAtOnce) {
    await transaction
      .insertInto('operation_items')
      .values(items.slice(from, from + maxRowsAtOnce))
      .execute();
  }
  await appendToOutbox(transaction as unknown as Transaction<OutboxTables>, commands);
  return (await find(transaction, id))!;
}

async function find(db: Db, id: string): Promise<Operation | undefined> {
  const row = await db.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const items = await db
    .selectFrom('operation_items')
    .select(['number', 'outcome'])
    .where('operation_id', '=', id)
    .orderBy('number')
    .execute();
  return {
    id: row.id,
    partnerId: row.partner_id,
    mode: row.mode,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
    items: items.map(({ number, outcome }) => ({
      number,
      outcome: outcome === null ? undefined : (JSON.parse(outcome) as ItemOutcome),
    })),
  };
}
