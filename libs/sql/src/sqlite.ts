/** SQLite (better-sqlite3) as a Kysely dialect: one file, one process that owns it. */

import type { Database } from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SqliteOptions {
  /** Path of the database file, made with its folder when it is not there; `:memory:` for one that ends with the process. */
  readonly file: string;
  /**
   * How long to wait for a lock that another process holds, in milliseconds. Default 1,000. The event loop stands still meanwhile:
   * a file has one owner, and the wait is for a backup or a look from outside.
   */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database; the first query loads the library and touches the file. `destroy()` closes it. `Schema` names its tables, as Kysely
 * wants them.
 */
export function openSqlite<Schema>({ file, busyTimeoutMs = 1_000 }: SqliteOptions): Kysely<Schema> {
  const dialect = new TransactionalSqliteDialect({ database: () => open(file, busyTimeoutMs) });
  return new Kysely<Schema>({ dialect });
}

async function open(file: string, busyTimeoutMs: number): Promise<Database> {
  // Whoever has PostgreSQL does without.
  const { default: Sqlite } = await import('better-sqlite3');
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file, { timeout: busyTimeoutMs });
  // Readers do not wait for the writer. `normal`: a crash of the process loses nothing, a power cut at most the last commits.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  // SQLite checks references only when asked to.
  database.pragma('foreign_keys = ON');
  return database;
}

/** Kysely leaves migrations of SQLite out of transactions; SQLite itself has always had transactional DDL. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
