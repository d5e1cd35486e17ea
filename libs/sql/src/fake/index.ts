/** PostgreSQL schemas of their own for specs. */
export { openPostgresSchema } from './postgres-schema.ts';
export type { PostgresSchema } from './postgres-schema.ts';
