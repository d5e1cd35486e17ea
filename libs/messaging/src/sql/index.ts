/** Outbox in SQLite or PostgreSQL. */
export { appendToOutbox, createOutboxTable, sqlOutbox } from './sql-outbox.ts';
export type { OutboxTables } from './sql-outbox.ts';
