/** SQL through Kysely: opens, migrates and closes a database. */
export { migrate } from './migrate.ts';
export type { NamedMigration } from './migrate.ts';
export { openDatabase } from './open-database.ts';
export { openSqlite } from './sqlite.ts';
export { transact } from './transact.ts';
