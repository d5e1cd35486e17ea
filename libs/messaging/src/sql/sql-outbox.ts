/** Transactional outbox as a table: a store appends to it in the transaction of its change, the relay reads and empties it. */

import { PostgresAdapter, type Generated, type Kysely, type Transaction } from 'kysely';
import type { Message } from '../message.ts';
import type { Outbox } from '../outbox.ts';

/** Table of an outbox. Instants are ISO 8601 text, bodies JSON text. */
export interface OutboxTables {
  readonly outbox: {
    readonly seq: Generated<number>;
    readonly id: string;
    readonly topic: string;
    readonly key: string;
    readonly at: string;
    readonly data: string;
    readonly traceparent: string | null;
  };
}

/** Most rows of one statement: SQLite blocks the event loop, and parameters are bounded. */
const maxRowsAtOnce = 200;

/** Creates the table, in a migration of the store whose changes it tells of. */
export async function createOutboxTable(db: Kysely<unknown>): Promise<void> {
  // Databases differ in columns that count by themselves.
  const counted = db.getExecutor().adapter instanceof PostgresAdapter ? 'bigserial' : 'integer';
  await db.schema
    .createTable('outbox')
    .addColumn('seq', counted, (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('traceparent', 'text')
    .execute();
}

/** Appends messages, in their order, within the transaction of the change that they tell of. */
export async function appendToOutbox(
  transaction: Transaction<OutboxTables>,
  messages: readonly Message[],
): Promise<void> {
  for (let from = 0; from < messages.length; from += maxRowsAtOnce) {
    const rows = messages.slice(from, from + maxRowsAtOnce).map(({ id, topic, key, at, data, traceparent }) => ({
      id,
      topic,
      key,
      at,
      data: JSON.stringify(data),
      traceparent: traceparent ?? null,
    }));
    await transaction.insertInto('outbox').values(rows).execute();
  }
}

/**
 * Outbox for the relay. Several instances may each have one: a message may then be published more than once, under one id, and the first
 * publications of a key keep their order, because a message is removed only after those before it.
 */
export const sqlOutbox = (db: Kysely<OutboxTables>): Outbox => ({
  pending: async (limit) => {
    const rows = await db.selectFrom('outbox').selectAll().orderBy('seq').limit(limit).execute();
    return rows.map(({ id, topic, key, at, data, traceparent }): Message => ({
      id,
      topic,
      key,
      at,
      data: JSON.parse(data) as unknown,
      traceparent: traceparent ?? undefined,
    }));
  },
  markPublished: async (ids) => {
    if (ids.length > 0) await db.deleteFrom('outbox').where('id', 'in', ids).execute();
  },
});
