/** PostgreSQL (pg) as a Kysely dialect: a pool that many processes may have at once. */

import { Kysely } from 'kysely';
import type { Pool, PoolConfig } from 'pg';
import { OwnSchemaDialect } from './own-schema.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`, with what libpq takes after the `?` (`sslmode=verify-full`). */
  readonly url: string;
  /** Where tables are looked for and made. Default: what the role's `search_path` begins with, `public` if nobody changed it. */
  readonly schema?: string;
  /** Most connections of this process. Default 10. */
  readonly maxConnections?: number;
  /** How long to wait for a connection, in milliseconds: a new one, or one of the pool. Default 2,000. */
  readonly connectTimeoutMs?: number;
  /** How long one statement may take, in milliseconds. Default 5,000. A server that has gone silent is given up a second later. */
  readonly statementTimeoutMs?: number;
  /** Told of an idle connection that broke. The pool makes another when one is needed; statements under way reject by themselves. */
  readonly onBroken?: (error: Error) => void;
}

/** What a server that says nothing at all gets beyond `statementTimeoutMs`. */
const silenceMs = 1_000;

/**
 * Opens a pool; the first query loads the library and connects. `destroy()` closes it. `Schema` names the tables, as Kysely wants them.
 */
export function openPostgres<Schema>({
  url,
  schema,
  maxConnections = 10,
  connectTimeoutMs = 2_000,
  statementTimeoutMs = 5_000,
  onBroken = () => undefined,
}: PostgresOptions): Kysely<Schema> {
  const config: PoolConfig = {
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + silenceMs,
    keepAlive: true,
    ...(schema !== undefined && { options: `-c search_path=${quoted(schema)}` }),
  };
  return new Kysely<Schema>({ dialect: new OwnSchemaDialect({ pool: () => openPool(config, onBroken) }) });
}

async function openPool(config: PoolConfig, onBroken: (error: Error) => void): Promise<Pool> {
  // Whoever has SQLite does without.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool(config);
  // Without a listener a connection that breaks while idle would end the process.
  pool.on('error', onBroken);
  return pool;
}

/** A name within `options`, where spaces separate and backslashes escape. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`.replaceAll(/[\\ ]/g, '\\$&');
