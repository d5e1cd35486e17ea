/** Address of the database in the environment. An entry of its own: configurations are read where no database is opened. */

import { join } from 'node:path';
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

/** Folder of databases on a developer's machine. */
export const developmentFolder = '.data';

/** Variables that lead to the database of a process. `keeps` is what it is for: `where keys are kept`. */
export const databaseConfig = (process: string, keeps: string) => ({
  FRONTAGE_DATA_DIR: z
    .string()
    .min(1)
    .default(developmentFolder)
    .describe('folder of the database when none is configured'),
  DATABASE_URL: databaseUrl
    .optional()
    .describe(`\`postgres://…\`, ${keeps}; default SQLite, \`<FRONTAGE_DATA_DIR>/${process}.sqlite\``),
});

/** Default of DATABASE_URL: a SQLite file that this process alone uses. */
export const withDatabase =
  (process: string) =>
  <C extends { readonly FRONTAGE_DATA_DIR: string; readonly DATABASE_URL?: string | undefined }>(config: C) => ({
    ...config,
    DATABASE_URL: config.DATABASE_URL ?? `${sqlite}${join(config.FRONTAGE_DATA_DIR, `${process}.sqlite`)}`,
  });
