/** SQL through Kysely: opens, migrates and closes a database. */
export { databaseUrl, isServer, openDatabase } from './database-url.ts';
export { migrate } from './migrate.ts';
export type { NamedMigration } from './migrate.ts';
export { openSqlite } from './sqlite.ts';
export { transact } from './transact.ts';
