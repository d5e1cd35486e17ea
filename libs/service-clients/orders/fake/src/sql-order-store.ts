/** Order store in a SQL database. An order, its event and its answer are one transaction. */

import type { Currency } from '@frontage/dto-mapping/money';
import { migrate, type NamedMigration } from '@frontage/sql';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { placedAt, type OrderOwner, type OrderRecord, type OrderStatus } from './order-lifecycle.ts';
import type { KeptAnswer, OrderEvent, OrderEventType, OrderStore } from './order-store.ts';

/** Tables of the store. Instants are ISO 8601 text, documents JSON text, flags 0 and 1. */
export interface OrderTables {
  readonly orders: {
    readonly id: string;
    readonly owner_kind: OrderOwner['kind'];
    readonly owner_id: string;
    readonly owner_mode: 'live' | 'test';
    readonly status: OrderStatus;
    readonly currency: Currency;
    readonly lines: string;
    readonly total_amount: number;
    readonly history: string;
    readonly placed_at: string;
    readonly version: number;
    readonly reservation_id: string | null;
    readonly reserved_until: string | null;
    readonly ship_at: string | null;
    readonly deliver_at: string | null;
    readonly release_due: number;
  };
  readonly order_events: {
    readonly seq: number;
    readonly id: string;
    readonly type: OrderEventType;
    readonly happened_at: string;
    readonly data: string;
    readonly traceparent: string;
  };
  readonly order_answers: {
    readonly scope: string;
    readonly fingerprint: string;
    readonly outcome: string;
    readonly expires_at: string;
  };
}

export const migrations: readonly NamedMigration[] = [
  {
    name: '0001-orders',
    up: async ({ schema }) => {
      await schema
        .createTable('orders')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('owner_kind', 'text', (column) => column.notNull())
        .addColumn('owner_id', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('currency', 'text', (column) => column.notNull())
        .addColumn('lines', 'text', (column) => column.notNull())
        .addColumn('total_amount', 'bigint', (column) => column.notNull())
        .addColumn('history', 'text', (column) => column.notNull())
        .addColumn('placed_at', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('reservation_id', 'text')
        .addColumn('reserved_until', 'text')
        .addColumn('ship_at', 'text')
        .addColumn('deliver_at', 'text')
        .addColumn('release_due', 'integer', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('orders_by_owner')
        .on('orders')
        .columns(['owner_kind', 'owner_id', 'placed_at', 'id'])
        .execute();
      await schema.createIndex('orders_by_status').on('orders').column('status').execute();
      await schema.createIndex('orders_by_release').on('orders').column('release_due').execute();
      await schema
        .createTable('order_events')
        .addColumn('seq', 'integer', (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('happened_at', 'text', (column) => column.notNull())
        .addColumn('data', 'text', (column) => column.notNull())
        .addColumn('traceparent', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createTable('order_answers')
        .addColumn('scope', 'text', (column) => column.primaryKey())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute();
    },
  },
  {
    name: '0002-modes',
    up: async ({ schema }) => {
      await schema
        .alterTable('orders')
        .addColumn('owner_mode', 'text', (column) => column.notNull().defaultTo('live'))
        .execute();
      await schema.dropIndex('orders_by_owner').execute();
      await schema
        .createIndex('orders_by_owner')
        .on('orders')
        .columns(['owner_kind', 'owner_id', 'owner_mode', 'placed_at', 'id'])
        .execute();
    },
  },
];

/** Opens a store and migrates its database. A database that has never held an order is seeded. The caller closes the database. */
export async function openSqlOrderStore(
  db: Kysely<OrderTables>,
  seed: readonly OrderRecord[] = [],
): Promise<OrderStore> {
  await migrate(db, migrations, { history: 'order_migrations' });
  await db.transaction().execute(async (transaction) => {
    const held = await transaction.selectFrom('orders').select('id').limit(1).executeTakeFirst();
    if (held !== undefined) return;
    for (const order of seed) await transaction.insertInto('orders').values(toRow(order)).execute();
  });
  return sqlOrderStore(db);
}

function sqlOrderStore(db: Kysely<OrderTables>): OrderStore {
  const orders = () => db.selectFrom('orders').selectAll();
  return {
    find: async (ids) => (ids.length === 0 ? [] : (await orders().where('id', 'in', ids).execute()).map(toRecord)),
    list: async ({ owner, after, limit, status, oldestFirst = false }) => {
      const [direction, beyond] = oldestFirst ? (['asc', '>'] as const) : (['desc', '<'] as const);
      const rows = await orders()
        .where('owner_kind', '=', owner.kind)
        .where('owner_id', '=', owner.id)
        .where('owner_mode', '=', owner.mode ?? 'live')
        .$if(status !== undefined, (query) => query.where('status', '=', status!))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('placed_at', 'id'), beyond, tuple(after!.placedAt, after!.id)),
          ),
        )
        .orderBy('placed_at', direction)
        .orderBy('id', direction)
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
    due: async (now, limit) => {
      // Conditions of `dueMove`, in SQL; the suite of the stores keeps them equal.
      const rows = await orders()
        .where(({ and, eb, or }) =>
          or([
            and([eb('status', '=', 'PENDING'), eb('reserved_until', '<=', now)]),
            and([eb('status', '=', 'PAID'), eb('ship_at', '<=', now)]),
            and([eb('status', '=', 'SHIPPED'), eb('deliver_at', '<=', now)]),
          ]),
        )
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
    commit: ({ order, event, answer }) =>
      db.transaction().execute(async (transaction) => {
        if (!(await putOrder(transaction, order))) return false;
        await appendEvent(transaction, event);
        if (answer) await putAnswer(transaction, answer);
        return true;
      }),
    releasesDue: async (limit) => (await orders().where('release_due', '=', 1).limit(limit).execute()).map(toRecord),
    markReleased: async (id) => {
      await db.updateTable('orders').set({ release_due: 0 }).where('id', '=', id).execute();
    },
    answer: async (scope, now) => {
      const row = await db
        .selectFrom('order_answers')
        .selectAll()
        .where('scope', '=', scope)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (!row) return undefined;
      const outcome = JSON.parse(row.outcome) as KeptAnswer['outcome'];
      return { scope, fingerprint: row.fingerprint, expiresAt: row.expires_at, outcome };
    },
    keepAnswer: (answer) => putAnswer(db, answer),
    forgetAnswers: async (now) => {
      await db.deleteFrom('order_answers').where('expires_at', '<=', now).execute();
    },
    outbox: {
      pending: async (limit) =>
        (await db.selectFrom('order_events').selectAll().orderBy('seq').limit(limit).execute()).map(
          ({ id, type, happened_at, data, traceparent }): OrderEvent => ({
            id,
            type,
            timestamp: happened_at,
            data: JSON.parse(data) as OrderEvent['data'],
            traceparent,
          }),
        ),
      markPublished: async (ids) => {
        if (ids.length > 0) await db.deleteFrom('order_events').where('id', 'in', ids).execute();
      },
    },
  };
}

/** Writes an order. False when the stored version is not the one before it. */
async function putOrder(transaction: Transaction<OrderTables>, order: OrderRecord): Promise<boolean> {
  const row = toRow(order);
  if (order.version === 1) {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('orders')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await transaction
    .updateTable('orders')
    .set(row)
    .where('id', '=', order.id)
    .where('version', '=', order.version - 1)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function appendEvent(transaction: Transaction<OrderTables>, event: OrderEvent): Promise<void> {
  // Counted here, as databases differ in auto-increment columns. This process is the only writer.
  const last = await transaction
    .selectFrom('order_events')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  const { id, type, timestamp, data, traceparent } = event;
  await transaction
    .insertInto('order_events')
    .values({ seq: (last?.seq ?? 0) + 1, id, type, happened_at: timestamp, data: JSON.stringify(data), traceparent })
    .execute();
}

async function putAnswer(db: Kysely<OrderTables>, answer: KeptAnswer): Promise<void> {
  const { scope, fingerprint, expiresAt, outcome } = answer;
  const row = { fingerprint, outcome: JSON.stringify(outcome), expires_at: expiresAt };
  await db
    .insertInto('order_answers')
    .values({ scope, ...row })
    .onConflict((conflict) => conflict.column('scope').doUpdateSet(row))
    .execute();
}

const toRow = (order: OrderRecord): Selectable<OrderTables['orders']> => ({
  id: order.id,
  owner_kind: order.owner.kind,
  owner_id: order.owner.id,
  owner_mode: order.owner.mode ?? 'live',
  status: order.status,
  currency: order.currency,
  lines: JSON.stringify(order.lines),
  total_amount: order.totalAmount,
  history: JSON.stringify(order.history),
  placed_at: placedAt(order),
  version: order.version,
  reservation_id: order.reservation?.id ?? null,
  reserved_until: order.reservation?.expiresAt ?? null,
  ship_at: order.shipAt ?? null,
  deliver_at: order.deliverAt ?? null,
  release_due: order.releaseDue ? 1 : 0,
});

const toRecord = (row: Selectable<OrderTables['orders']>): OrderRecord => ({
  id: row.id,
  owner: { kind: row.owner_kind, id: row.owner_id, ...(row.owner_mode === 'test' && { mode: row.owner_mode }) },
  status: row.status,
  currency: row.currency,
  lines: JSON.parse(row.lines) as OrderRecord['lines'],
  // A bigint comes as text from PostgreSQL.
  totalAmount: Number(row.total_amount),
  history: JSON.parse(row.history) as OrderRecord['history'],
  version: row.version,
  reservation:
    row.reservation_id === null || row.reserved_until === null
      ? undefined
      : { id: row.reservation_id, expiresAt: row.reserved_until },
  shipAt: row.ship_at ?? undefined,
  deliverAt: row.deliver_at ?? undefined,
  releaseDue: row.release_due === 1,
});
