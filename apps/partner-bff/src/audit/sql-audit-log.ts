/** Audit log in SQLite or PostgreSQL. */

import type { Mode } from '@frontage/policy';
import { migrate, type NamedMigration } from '@frontage/sql';
import type { Kysely, Selectable } from 'kysely';
import type { AuditEntry, AuditLog } from './audit-log.ts';

export interface AuditTables {
  readonly audit_log: {
    readonly id: string;
    readonly at: string;
    readonly partner_id: string;
    readonly key_id: string;
    readonly mode: Mode;
    readonly version: string;
    readonly operation: string;
    readonly resource: string;
    readonly address: string | null;
    readonly status: number;
    readonly before: string | null;
    readonly after: string | null;
    readonly request_id: string;
  };
}

export const migrations: readonly NamedMigration[] = [
  {
    name: '0001-audit-log',
    up: async ({ schema }) => {
      await schema
        .createTable('audit_log')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('partner_id', 'text', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('operation', 'text', (column) => column.notNull())
        .addColumn('resource', 'text', (column) => column.notNull())
        .addColumn('address', 'text')
        .addColumn('status', 'integer', (column) => column.notNull())
        .addColumn('before', 'text')
        .addColumn('after', 'text')
        .addColumn('request_id', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('audit_log_by_partner').on('audit_log').columns(['partner_id', 'at']).execute();
      await schema.createIndex('audit_log_by_time').on('audit_log').column('at').execute();
    },
  },
  {
    name: '0002-modes',
    up: async ({ schema }) => {
      await schema
        .alterTable('audit_log')
        .addColumn('mode', 'text', (column) => column.notNull().defaultTo('live'))
        .execute();
    },
  },
];

/** Most rows of one statement. SQLite blocks the event loop while it runs. */
const maxRowsAtOnce = 200;

/** Opens the log, and migrates the database. The caller closes it. */
export async function openSqlAuditLog(db: Kysely<AuditTables>): Promise<AuditLog> {
  await migrate(db, migrations, { history: 'audit_migrations' });
  return sqlAuditLog(db);
}

/** Log in a database that was migrated, or in a transaction on it. */
export const sqlAuditLog = (db: Kysely<AuditTables>): AuditLog => ({
  append: async (entries) => {
    for (let from = 0; from < entries.length; from += maxRowsAtOnce) {
      await db
        .insertInto('audit_log')
        .values(entries.slice(from, from + maxRowsAtOnce).map(toRow))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
  },
  read: async ({ partnerId, since, limit }) => {
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('partner_id', '=', partnerId)
      .where('at', '>=', since)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  },
  forget: async (before) => {
    const { numDeletedRows } = await db
      .deleteFrom('audit_log')
      .where('id', 'in', (query) =>
        query.selectFrom('audit_log').select('id').where('at', '<', before).limit(maxRowsAtOnce),
      )
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});

const toRow = (entry: AuditEntry): Selectable<AuditTables['audit_log']> => ({
  id: entry.id,
  at: entry.at,
  partner_id: entry.partnerId,
  key_id: entry.keyId,
  mode: entry.mode,
  version: entry.version,
  operation: entry.operation,
  resource: entry.resource,
  address: entry.address ?? null,
  status: entry.status,
  before: entry.before ?? null,
  after: entry.after ?? null,
  request_id: entry.requestId,
});

const toEntry = (row: Selectable<AuditTables['audit_log']>): AuditEntry => ({
  id: row.id,
  at: row.at,
  partnerId: row.partner_id,
  keyId: row.key_id,
  mode: row.mode,
  version: row.version,
  operation: row.operation,
  resource: row.resource,
  address: row.address ?? undefined,
  status: row.status,
  before: row.before ?? undefined,
  after: row.after ?? undefined,
  requestId: row.request_id,
});
