/** Failures of a database that cannot be used, told from mistakes in a statement. */

import { Failure, isFailure } from '@frontage/errors';
import { isNativeError } from 'node:util/types';

/**
 * SQLSTATE classes and codes of a PostgreSQL server that cannot serve at the moment (PostgreSQL, appendix A): connection exceptions,
 * insufficient resources, a shutdown or a cancelled statement, system errors, and a standby that takes no writes.
 */
const postgresState = /^(?:08|53|57|58)[0-9A-Z]{3}$|^25006$/;

/** Codes of SQLite for a file that cannot be used: full, locked, unreadable, read-only, or damaged. */
const sqliteCode = /^SQLITE_(?:FULL|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB|NOMEM)/;

/** Code of an error of Node.js' network: `ECONNREFUSED`, `ETIMEDOUT`. */
const networkCode = /^E[A-Z]+$/;

/** Messages of pg about its connections, which have no code. */
const ofConnection = /timeout|terminated|Connection ended|not queryable|Cannot use a pool/;

function tellsOutage(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return ofConnection.test(error.message);
  return [postgresState, sqliteCode, networkCode].some((pattern) => pattern.test(code));
}

/** Failure UNAVAILABLE for an error of a database that cannot be used; any other error as it is. */
export function asFailure(error: unknown): unknown {
  if (isFailure(error) || !tellsOutage(error)) return error;
  return new Failure('UNAVAILABLE', 'The database that this needs cannot be used.', {
    service: 'database',
    cause: error,
  });
}
