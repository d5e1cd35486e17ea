/** Partners and keys in SQLite or PostgreSQL. The composition root opens the handle. */
export { importKeys, openSqlKeyStore, sqlKeyStore } from './sql-key-store.ts';
export type { KeyTables } from './sql-key-store.ts';
