/** Partners and keys in a SQL database: SQLite or PostgreSQL, through the handle that the composition root opens. */
export { importKeys, openSqlKeyStore } from './sql-key-store.ts';
export type { KeyTables } from './sql-key-store.ts';
