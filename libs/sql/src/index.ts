/** SQL through Kysely: opens, migrates and closes a database. */
export { databaseUrl, isServer, openDatabase } from './database-url.ts';
export { migrate, MigrationError } from './migrate.ts';
export type { MigrateOptions, NamedMigration } from './migrate.ts';
export { openPostgres } from './postgres.ts';
export type { PostgresOptions } from './postgres.ts';
export { openSqlite } from './sqlite.ts';
export type { SqliteOptions } from './sqlite.ts';
