/** SQLite (better-sqlite3) as a Kysely dialect: one file, owned by one process. */

import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { asFailure } from './unavailable.ts';

export interface SqliteOptions {
  /** Path of the database file, created with its folder when missing; `:memory:` for one that ends with the process. */
  readonly file: string;
  /**
   * Timeout for a lock that another process holds, in milliseconds. Default 1,000.
   *
   * It blocks the event loop. The file has one owner, so a lock is a backup or an inspection from outside.
   */
  readonly busyTimeoutMs?: number;
  /** `full`: a power cut loses nothing that was committed, and every commit waits for the disk. Default `normal`: it may lose the last ones. */
  readonly synchronous?: 'normal' | 'full';
  /** Keeps every other process out, for a file whose owner knows its state by heart. Default false. */
  readonly exclusive?: boolean;
}

/**
 * Opens a database; the first query loads the library and touches the file. `destroy()` closes it. Statements reject with a Failure
 * UNAVAILABLE while the file cannot be used: the disk is full, or another process holds the lock.
 *
 * `Schema` names the tables, as Kysely wants them.
 */
export function openSqlite<Schema>(options: SqliteOptions): Kysely<Schema> {
  const dialect = new TransactionalSqliteDialect({ database: () => open(options) });
  return new Kysely<Schema>({ dialect });
}

async function open({
  file,
  busyTimeoutMs = 1_000,
  synchronous = 'normal',
  exclusive = false,
}: SqliteOptions): Promise<SqliteDatabase> {
  // Loaded on demand: a process with PostgreSQL does not need it.
  const { default: Sqlite } = await import('better-sqlite3');
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Sqlite(file, { timeout: busyTimeoutMs });
  // Before the journal: SQLite then shares no memory with other processes, and holds its lock from the first use on.
  if (exclusive) database.pragma('locking_mode = EXCLUSIVE');
  // Write-ahead log: readers do not wait for the writer. A crash of the process loses nothing.
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  // SQLite checks foreign keys only when asked to.
  database.pragma('foreign_keys = ON');
  return {
    close: () => void database.close(),
    prepare: (text) => {
      const statement = failing(() => database.prepare<unknown[]>(text));
      return {
        reader: statement.reader,
        all: (parameters) => failing(() => statement.all(parameters)),
        run: (parameters) => failing(() => statement.run(parameters)),
        iterate: (parameters) => failing(() => statement.iterate(parameters)),
      };
    },
  };
}

/** Result of the work. Throws errors of a file that cannot be used as failures. */
function failing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFailure(error);
  }
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
