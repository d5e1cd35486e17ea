/** For specs: a place of their own in the PostgreSQL that this machine has. */
export { openPostgresSchema } from './postgres-schema.ts';
export type { PostgresSchema } from './postgres-schema.ts';
