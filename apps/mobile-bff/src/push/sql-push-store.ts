/** Pushes in SQLite or PostgreSQL. */

import type { Message } from '@frontage/messaging';
import { migrate, openDatabase, type NamedMigration } from '@frontage/sql';
import type { Kysely } from 'kysely';
import { toMessage } from './notice.ts';
import { maxHeld, type PushStore } from './push-store.ts';

/** Tables. Instants are ISO 8601 text, messages JSON text. */
export interface PushTables {
  readonly held_pushes: {
    readonly id: string;
    readonly customer_id: string;
    readonly at: string;
    readonly due_at: string;
    readonly message: string;
  };
  /** Told devices by event. A row without a device (an empty one) says that nobody is left. */
  readonly told_pushes: { readonly event_id: string; readonly device_id: string; readonly at: string };
}

/** Device of the row which says that nobody is left to be told. No device has this id. */
const nobodyLeft = '';
/** Most rows that one statement forgets: SQLite blocks the event loop. */
const maxRowsAtOnce = 200;

const migrations: readonly NamedMigration[] = [
  {
    name: '0001-pushes',
    up: async ({ schema }) => {
      await schema
        .createTable('held_pushes')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('customer_id', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addColumn('message', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('held_pushes_due').on('held_pushes').column('due_at').execute();
      await schema.createIndex('held_pushes_by_customer').on('held_pushes').columns(['customer_id', 'at']).execute();
      await schema
        .createTable('told_pushes')
        .addColumn('event_id', 'text', (column) => column.notNull())
        .addColumn('device_id', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('told_pushes_key', ['event_id', 'device_id'])
        .execute();
      await schema.createIndex('told_pushes_by_time').on('told_pushes').column('at').execute();
    },
  },
];

/** Opens the database of an address, and migrates it. `onBroken` is told of connections that break while idle. */
export async function openPushStore(url: string, onBroken: (error: Error) => void): Promise<PushStore> {
  const db = openDatabase<PushTables>(url, { onBroken });
  try {
    return await openSqlPushStore(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Opens the store in a database, which it closes. */
export async function openSqlPushStore(db: Kysely<PushTables>): Promise<PushStore> {
  await migrate(db, migrations, { history: 'push_migrations' });
  const tell = async (eventId: string, deviceId: string, at: string): Promise<void> => {
    await db
      .insertInto('told_pushes')
      .values({ event_id: eventId, device_id: deviceId, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };
  return {
    hold: (notice, until) =>
      db.transaction().execute(async (transaction) => {
        const row = {
          id: notice.id,
          customer_id: notice.customerId,
          at: notice.at,
          due_at: until,
          message: JSON.stringify(toMessage(notice)),
        };
        await transaction
          .insertInto('held_pushes')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ due_at: until }))
          .execute();
        const { numDeletedRows } = await transaction
          .deleteFrom('held_pushes')
          .where('customer_id', '=', notice.customerId)
          .where('id', 'not in', (query) =>
            query
              .selectFrom('held_pushes')
              .select('id')
              .where('customer_id', '=', notice.customerId)
              .orderBy('at', 'desc')
              .orderBy('id', 'desc')
              .limit(maxHeld),
          )
          .executeTakeFirstOrThrow();
        return Number(numDeletedRows);
      }),
    due: (now) => {
      /** Instants until which the published ones were held: one that is held anew meanwhile stays. */
      let read = new Map<string, string>();
      return {
        pending: async (limit) => {
          const rows = await db
            .selectFrom('held_pushes')
            .select(['id', 'due_at', 'message'])
            .where('due_at', '<=', now())
            .orderBy('at')
            .orderBy('id')
            .limit(limit)
            .execute();
          read = new Map(rows.map(({ id, due_at }) => [id, due_at]));
          return rows.map(({ message }) => JSON.parse(message) as Message);
        },
        markPublished: async (ids) => {
          for (const id of ids) {
            const until = read.get(id);
            if (until === undefined) continue;
            await db.deleteFrom('held_pushes').where('id', '=', id).where('due_at', '=', until).execute();
          }
        },
      };
    },
    told: async (eventId) => {
      const rows = await db.selectFrom('told_pushes').select('device_id').where('event_id', '=', eventId).execute();
      const devices = new Set(rows.map(({ device_id }) => device_id));
      return devices.has(nobodyLeft) ? 'all' : devices;
    },
    tell,
    finish: (eventId, now) => tell(eventId, nobodyLeft, now),
    forget: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('told_pushes')
        .where('event_id', 'in', (query) =>
          query.selectFrom('told_pushes').select('event_id').where('at', '<', before).limit(maxRowsAtOnce),
        )
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    close: () => db.destroy(),
  };
}
