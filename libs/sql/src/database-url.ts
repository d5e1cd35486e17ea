/** Address of the database in the environment. An entry of its own: configurations are read where no database is opened. */

import { z } from 'zod';

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

/** File of an address that is no server's. */
export const fileOf = (url: string): string => url.slice(sqlite.length);
