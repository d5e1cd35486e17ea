/** Transactions that can be part of a larger one. */

import type { Kysely, Transaction } from 'kysely';

/**
 * Runs work in a transaction: the one that `db` is, or one of its own.
 *
 * Within a larger one, work that is to be undone must throw, and the owner of the transaction must not catch it: there are no savepoints.
 */
export const transact = <Schema, T>(
  db: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> => (db.isTransaction ? work(db as Transaction<Schema>) : db.transaction().execute(work));
