/** Brings a schema up to date: named steps in one order, each run once, all that are new in one transaction. Any Kysely dialect. */

import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';

/** One step. Its name never changes and its body is never edited once it has run anywhere: a correction is another step. */
export interface NamedMigration {
  /** Names ascend: `0001-orders`, `0002-owner-index`. */
  readonly name: string;
  /** Use the schema builder and types that every dialect has (`text`, `integer`); anything else ties the step to one database. */
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

export interface MigrateOptions {
  /** The table that remembers what ran. Libs that share a database each have their own. Default `migrations`. */
  readonly history?: string;
}

/** A database and a list of migrations that do not belong together, or a step that failed. Nothing has been changed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Runs the steps that have not run yet. Throws a MigrationError, and leaves the database as it was, when that is not possible. */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  migrations: readonly NamedMigration[],
  { history = 'migrations' }: MigrateOptions = {},
): Promise<void> {
  requireAscending(migrations);
  const steps = Object.fromEntries(migrations.map(({ name, up }): [string, Migration] => [name, { up }]));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(steps) },
    migrationTableName: history,
    migrationLockTableName: `${history}_lock`,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  const what = failed === undefined ? 'The database cannot be brought up to date' : `The migration '${failed}' failed`;
  throw new MigrationError(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

/** The order of the names is the order in which they run; a list in another order would say one thing and do another. */
function requireAscending(migrations: readonly NamedMigration[]): void {
  for (const [index, { name }] of migrations.entries()) {
    const previous = migrations[index - 1]?.name;
    if (previous !== undefined && previous >= name) {
      throw new MigrationError(`Names of migrations must ascend: '${name}' comes after '${previous}'.`);
    }
  }
}
