/** Database of an address. */

import type { Kysely } from 'kysely';
import { fileOf, isServer } from './database-url.ts';
import { openPostgres, type PostgresOptions } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** Opens the database of an address. */
export const openDatabase = <Schema>(url: string, options: Omit<PostgresOptions, 'url'> = {}): Kysely<Schema> =>
  isServer(url) ? openPostgres<Schema>({ url, ...options }) : openSqlite<Schema>({ file: fileOf(url) });
