/** PostgreSQL (pg) as a Kysely dialect: a pool of connections to a server that many processes share. */

import {
  Kysely,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import type { PoolClient, PoolConfig } from 'pg';
import { OwnSchemaDialect } from './own-schema.ts';
import { asFailure } from './unavailable.ts';

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
 * Opens a pool; the first query loads the library and connects. `destroy()` closes it. Statements reject with a Failure UNAVAILABLE while
 * the server cannot be used.
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

async function openPool(config: PoolConfig, onBroken: (error: Error) => void): Promise<PostgresPool> {
  // Loaded on demand: a process with SQLite does not need it.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool(config);
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onBroken);
  // One that breaks between two statements of a transaction belongs to nobody's query: the next statement rejects.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    options: pool.options,
    connect: async () => {
      try {
        return new Connection(await pool.connect());
      } catch (error) {
        throw asFailure(error);
      }
    },
    end: () => pool.end(),
  };
}

/** Connection of the pool. Errors of a server that cannot be used become failures. */
class Connection implements PostgresPoolClient {
  readonly #client: PoolClient;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(asked: string | PostgresCursor<R>, parameters: readonly unknown[] = []): unknown {
    return typeof asked === 'string' ? this.#run(asked, parameters) : this.#client.query(asked as never);
  }

  async #run(text: string, parameters: readonly unknown[]): Promise<unknown> {
    try {
      return await this.#client.query(text, [...parameters]);
    } catch (error) {
      throw asFailure(error);
    }
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }
}

/** Quotes a name within `options`, where spaces separate and backslashes escape. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`.replaceAll(/[\\ ]/g, '\\$&');
