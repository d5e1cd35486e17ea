/** Usage in SQLite or PostgreSQL. */

import type { Mode } from '@frontage/policy';
import { migrate, type NamedMigration } from '@frontage/sql';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { UsageCount, UsageQuery, UsageStore } from './usage-store.ts';

export interface UsageTables {
  readonly key_usage: {
    readonly partner_id: string;
    readonly key_id: string;
    readonly mode: Mode;
    readonly version: string;
    readonly operation: string;
    readonly day: string;
    readonly requests: number;
  };
  /** Batches that were added: a repetition adds nothing. */
  readonly key_usage_batches: {
    readonly id: string;
    readonly at: string;
  };
}

export const migrations: readonly NamedMigration[] = [
  {
    name: '0001-usage',
    up: async ({ schema }) => {
      await schema
        .createTable('key_usage')
        .addColumn('partner_id', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('operation', 'text', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('requests', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('key_usage_key', ['key_id', 'version', 'operation', 'day'])
        .execute();
      await schema.createIndex('key_usage_by_partner').on('key_usage').columns(['partner_id', 'day']).execute();
      await schema.createIndex('key_usage_by_day').on('key_usage').column('day').execute();
      await schema
        .createTable('key_usage_batches')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('key_usage_batches_by_time').on('key_usage_batches').column('at').execute();
    },
  },
  {
    name: '0002-modes',
    up: async ({ schema }) => {
      await schema
        .alterTable('key_usage')
        .addColumn('mode', 'text', (column) => column.notNull().defaultTo('live'))
        .execute();
    },
  },
];

/** Most rows of one statement. SQLite blocks the event loop while it runs. */
const maxRowsAtOnce = 200;

/** Opens the store, and migrates the database. The caller closes it. */
export async function openSqlUsageStore(db: Kysely<UsageTables>): Promise<UsageStore> {
  await migrate(db, migrations, { history: 'usage_migrations' });
  return {
    add: ({ id, at, counts }) =>
      db.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('key_usage_batches')
          .values({ id, at })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) return;
        // One order for all instances: else two of them could each wait for rows of the other.
        const rows = counts.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).map(toRow);
        for (let from = 0; from < rows.length; from += maxRowsAtOnce) {
          await transaction
            .insertInto('key_usage')
            .values(rows.slice(from, from + maxRowsAtOnce))
            .onConflict((conflict) =>
              conflict.columns(['key_id', 'version', 'operation', 'day']).doUpdateSet(({ eb, ref }) => ({
                requests: eb(ref('key_usage.requests'), '+', ref('excluded.requests')),
              })),
            )
            .execute();
        }
      }),
    sums: async (query, page) => {
      const sums = within(db.selectFrom('key_usage'), query)
        .select(['partner_id', 'key_id', 'mode', 'version', 'operation'])
        .select(({ fn }) => [fn.sum('requests').as('requests'), fn.max('day').as('last_day')])
        .groupBy(['partner_id', 'key_id', 'mode', 'version', 'operation'])
        .orderBy('partner_id')
        .orderBy('key_id')
        .orderBy('version')
        .orderBy('operation');
      const { limit, after } = page ?? {};
      const rest = after
        ? sums.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('key_id', 'version', 'operation'), '>', tuple(after.keyId, after.version, after.operation)),
          )
        : sums;
      const rows = await (limit === undefined ? rest : rest.limit(limit)).execute();
      return rows.map((row) => ({
        partnerId: row.partner_id,
        keyId: row.key_id,
        mode: row.mode,
        version: row.version,
        operation: row.operation,
        requests: Number(row.requests),
        lastDay: row.last_day,
      }));
    },
    total: async (query) => {
      const { requests } = await within(db.selectFrom('key_usage'), query)
        .select(({ fn }) => fn.sum('requests').as('requests'))
        .executeTakeFirstOrThrow();
      return Number(requests ?? 0);
    },
    forget: async (before) => {
      const day = before.slice(0, 10);
      const batches = await db
        .deleteFrom('key_usage_batches')
        .where('id', 'in', (query) =>
          query.selectFrom('key_usage_batches').select('id').where('at', '<', before).limit(maxRowsAtOnce),
        )
        .executeTakeFirstOrThrow();
      const { oldest } = await db
        .selectFrom('key_usage')
        .select(({ fn }) => fn.min('day').as('oldest'))
        .executeTakeFirstOrThrow();
      if (oldest === null || oldest >= day) return Number(batches.numDeletedRows);
      const { numDeletedRows } = await db.deleteFrom('key_usage').where('day', '=', oldest).executeTakeFirstOrThrow();
      return Number(batches.numDeletedRows) + Number(numDeletedRows);
    },
  };
}

type UsageSelection = SelectQueryBuilder<UsageTables, 'key_usage', object>;

const within = (all: UsageSelection, { from, until, partnerId, mode, version }: UsageQuery): UsageSelection =>
  all
    .where('day', '>=', from)
    .where('day', '<=', until)
    .$if(partnerId !== undefined, (some) => some.where('partner_id', '=', partnerId!))
    .$if(mode !== undefined, (some) => some.where('mode', '=', mode!))
    .$if(version !== undefined, (some) => some.where('version', '=', version!));

const nameOf = ({ keyId, version, operation, day }: UsageCount): string => `${keyId} ${version} ${operation} ${day}`;

const toRow = ({
  partnerId,
  keyId,
  mode,
  version,
  operation,
  day,
  requests,
}: UsageCount): UsageTables['key_usage'] => ({
  partner_id: partnerId,
  key_id: keyId,
  mode,
  version,
  operation,
  day,
  requests,
});
