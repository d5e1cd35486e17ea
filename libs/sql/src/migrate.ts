/** Schema migrations: named steps in one order, each run once, all new ones in one transaction. Any Kysely dialect. */

import { isFailure } from '@frontage/errors';
import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';

/** One step. After its first run its name and body never change: a correction is another step. */
export interface NamedMigration {
  /** Names ascend: `0001-orders`, `0002-owner-index`. */
  readonly name: string;
  /** Uses only what every dialect has: the schema builder, `text`, `integer`. Else the step works on one database only. */
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

export interface MigrateOptions {
  /** Table of the steps that ran. Libs that share a database each have their own. Default `migrations`. */
  readonly history?: string;
}

/** A step failed, or the database has steps that the list lacks. The database is unchanged. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Runs the steps that have not run yet. On failure it throws a MigrationError, and the database is unchanged. */
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
  // A failure is worded for clients, and its cause for the operator, who reads this.
  const reason = isFailure(error) ? (error.cause ?? error) : error;
  throw new MigrationError(`${what}: ${reason instanceof Error ? reason.message : String(reason)}`, { cause: error });
}

/** Requires ascending names. Steps run in the order of their names, which must be that of the list. */
function requireAscending(migrations: readonly NamedMigration[]): void {
  for (const [index, { name }] of migrations.entries()) {
    const previous = migrations[index - 1]?.name;
    if (previous !== undefined && previous >= name) {
      throw new MigrationError(`Names of migrations must ascend: '${name}' comes after '${previous}'.`);
    }
  }
}
