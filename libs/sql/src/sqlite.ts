/** SQLite (better-sqlite3) as a Kysely dialect: one file, owned by one process. */

import type { Database } from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SqliteOptions {
  /** Path of the database file, created with its folder when missing; `:memory:` for one that ends with the process. */
  readonly file: string;
  /**
   * Timeout for a lock that another process holds, in milliseconds. Default 1,000.
   *
   * It blocks the event loop. The file has one owner, so a lock is a backup or an inspection from outside.
   */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database; the first query loads the library and touches the file. `destroy()` closes it.
 *
 * `Schema` names the tables, as Kysely wants them.
 */
export function openSqlite<Schema>({ file, busyTimeoutMs = 1_000 }: SqliteOptions): Kysely<Schema> {
  const dialect = new TransactionalSqliteDialect({ database: () => open(file, busyTimeoutMs) });
  return new Kysely<Schema>({ dialect });
}

async function open(file: string, busyTimeoutMs: number): Promise<Database> {
  // Loaded on demand: a process with PostgreSQL does not need it.
  const { default: Sqlite } = await import('better-sqlite3');
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file, { timeout: busyTimeoutMs });
  // Write-ahead log: readers do not wait for the writer. `NORMAL`: a crash of the process loses nothing, a power cut at most the last
  // commits.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  // SQLite checks foreign keys only when asked to.
  database.pragma('foreign_keys = ON');
  return database;
}

/** Dialect that migrates in transactions. Kysely turns that off for SQLite, whose DDL has always been transactional. */
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
