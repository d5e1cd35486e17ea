/** A spec's own schema in a shared PostgreSQL server. The spec reads `DATABASE_URL`. */

import { sql, type Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { openPostgres, type PostgresOptions } from '../postgres.ts';

export interface PostgresSchema {
  readonly name: string;
  /** `DATABASE_URL` of a process that uses this schema. */
  readonly url: string;
  /** Opens another pool, as another instance would. */
  open<Schema>(options?: Partial<PostgresOptions>): Kysely<Schema>;
  /** Closes all pools and drops the schema. */
  close(): Promise<void>;
}

/** Creates an empty schema on the server at `url`. */
export async function openPostgresSchema(url: string): Promise<PostgresSchema> {
  const name = `spec-${randomUUID()}`;
  const server = openPostgres({ url, maxConnections: 1 });
  await sql`create schema ${sql.ref(name)}`.execute(server);
  const pools: { destroy(): Promise<void> }[] = [];
  const own = new URL(url);
  own.searchParams.set('options', `-c search_path=${name}`);
  return {
    name,
    url: own.href,
    open: <Schema>(options: Partial<PostgresOptions> = {}) => {
      const pool = openPostgres<Schema>({ url, schema: name, maxConnections: 4, ...options });
      pools.push(pool);
      return pool;
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await sql`drop schema ${sql.ref(name)} cascade`.execute(server);
      await server.destroy();
    },
  };
}
