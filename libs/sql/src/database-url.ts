/** Address of the database in the environment. */

import type { Kysely } from 'kysely';
import { z } from 'zod';
import { openPostgres, type PostgresOptions } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

const sqlite = 'sqlite:';

/**
 * Problem of an address, or undefined.
 *
 * It never repeats the address, which may hold a password: problems are printed and kept in logs.
 */
function wrongWith(text: string): string | undefined {
  if (text.startsWith(sqlite)) return text.length > sqlite.length ? undefined : 'names no file';
  if (!URL.canParse(text) || !text.includes('://')) return 'is not a URL; use postgres://user@host:5432/database';
  const { protocol, hostname, pathname } = new URL(text);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') return 'has an unknown scheme; use postgres or sqlite';
  if (hostname === '') return 'names no host';
  if (!/^\/[^/]+$/.test(pathname)) return 'names no database after the host';
  return undefined;
}

/** `DATABASE_URL` in a configuration schema: `postgres://` (or `postgresql://`), `sqlite:<file>`, or `sqlite::memory:`. */
export const databaseUrl = z.string().superRefine((text, context) => {
  const message = wrongWith(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** Whether several processes can use this database at once. */
export const isServer = (url: string): boolean => !url.startsWith(sqlite);

/** Opens the database of an address. */
export const openDatabase = <Schema>(url: string, options: Omit<PostgresOptions, 'url'> = {}): Kysely<Schema> =>
  isServer(url) ? openPostgres<Schema>({ url, ...options }) : openSqlite<Schema>({ file: url.slice(sqlite.length) });
