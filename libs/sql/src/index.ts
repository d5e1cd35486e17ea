/** SQL through Kysely: open a database, bring its schema up to date, close it. */
export { migrate, MigrationError } from './migrate.ts';
export type { MigrateOptions, NamedMigration } from './migrate.ts';
export { openSqlite } from './sqlite.ts';
export type { SqliteOptions } from './sqlite.ts';
