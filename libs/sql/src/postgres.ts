/** PostgreSQL (pg) as a Kysely dialect: a pool of connections to a server that many processes share. */

import { Kysely } from 'kysely';
import type { Pool, PoolConfig } from 'pg';
import { OwnSchemaDialect } from './own-schema.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`, with libpq's parameters after the `?` (`sslmode=verify-full`). */
  readonly url: string;
  /** Schema of the tables. Default: the first of the role's `search_path`, which is `public` unless changed. */
  readonly schema?: string;
  /** Most connections of this process. Default 10. */
  readonly maxConnections?: number;
  /** Timeout for a connection, new or from the pool, in milliseconds. Default 2,000. */
  readonly connectTimeoutMs?: number;
  /** Timeout of a statement, in milliseconds. Default 5,000. A server that does not respond is given up a second later. */
  readonly statementTimeoutMs?: number;
  /** Called when an idle connection breaks. The pool opens another on demand; statements under way reject by themselves. */
  readonly onBroken?: (error: Error) => void;
}

/** Time beyond `statementTimeoutMs` after which a silent server is given up, in milliseconds. */
const silenceMs = 1_000;

/**
 * Opens a pool; the first query loads the library and connects. `destroy()` closes it.
 *
 * `Schema` names the tables, as Kysely wants them.
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
  // Loaded on demand: a process with SQLite does not need it.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool(config);
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onBroken);
  return pool;
}

/** Quotes a name within `options`, where spaces separate and backslashes escape. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`.replaceAll(/[\\ ]/g, '\\$&');
