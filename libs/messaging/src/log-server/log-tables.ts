/** Tables of the log: messages, the groups, and what each group has yet to handle. */

import { migrate, type NamedMigration } from '@frontage/sql';
import type { Kysely } from 'kysely';

export interface LogTables {
  readonly messages: {
    readonly number: number;
    readonly id: string;
    readonly topic: string;
    readonly key: string;
    readonly at: string;
    /** JSON text. */
    readonly data: string;
    readonly traceparent: string | null;
    /** Size that counts against the bound of the log. */
    readonly bytes: number;
  };
  readonly groups: {
    readonly name: string;
    /** JSON text of a list of patterns. */
    readonly topics: string;
  };
  /** Message of a group that is not handled: it waits or is under way, or is a dead letter where `dead_at` is set. */
  readonly entries: {
    /** Place in the order of the group. */
    readonly number: number;
    readonly group_name: string;
    readonly message: number;
    readonly dead_at: string | null;
    readonly reason: string | null;
    readonly attempts: number | null;
  };
}

const migrations: readonly NamedMigration[] = [
  {
    name: '0001-log',
    up: async ({ schema }) => {
      await schema
        .createTable('messages')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('data', 'text', (column) => column.notNull())
        .addColumn('traceparent', 'text')
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .execute();
      await schema
        .createTable('groups')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('topics', 'text', (column) => column.notNull())
        .execute();
      await schema
        .createTable('entries')
        .addColumn('number', 'integer', (column) => column.primaryKey())
        .addColumn('group_name', 'text', (column) => column.notNull())
        .addColumn('message', 'integer', (column) => column.notNull())
        .addColumn('dead_at', 'text')
        .addColumn('reason', 'text')
        .addColumn('attempts', 'integer')
        .execute();
      await schema.createIndex('entries_by_death').on('entries').columns(['group_name', 'dead_at', 'number']).execute();
    },
  },
];

export const migrateLog = (db: Kysely<LogTables>): Promise<void> => migrate(db, migrations);
