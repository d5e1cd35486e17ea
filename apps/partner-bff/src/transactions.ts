/** Transactions over the stores of this BFF: dependencies for endpoints that are part of one. */

import type { Seal } from '@frontage/sealing';
import type { WebhookStore } from '@frontage/webhooks';
import { sqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import type { Kysely } from 'kysely';
import type { InTransaction } from './audit/audit.ts';
import { sqlAuditLog, type AuditTables } from './audit/sql-audit-log.ts';
import type { Deps } from './deps.ts';
import type { Keys } from './keys/keys.ts';
import { sqlOperationStore, type OperationTables } from './operations/sql-operation-store.ts';
import type { WebhooksOn } from './webhooks/webhooks.ts';

export interface TransactionOptions {
  /** Dependencies outside a transaction. */
  readonly deps: Deps;
  readonly keys: Pick<Keys, 'db' | 'on'>;
  readonly webhooksOn: WebhooksOn;
}

/** Runs work with stores that are part of one transaction. */
export const transactionsOver = ({ deps, keys, webhooksOn }: TransactionOptions): InTransaction<Deps> => {
  const { operations } = deps;
  return async (work) => {
    let isWoken = false;
    const result = await keys.db.transaction().execute((transaction) => {
      const store = sqlOperationStore(transaction.$pickTables<keyof OperationTables>());
      const within = {
        ...deps,
        webhooks: webhooksOn(transaction.$pickTables<keyof WebhookTables>()),
        operations: { ...operations, store, wake: () => void (isWoken = true) },
        keys: keys.on(transaction),
      };
      return work(within, sqlAuditLog(transaction.$pickTables<keyof AuditTables>()));
    });
    // After the commit: the relay would find nothing before.
    if (isWoken) operations.wake();
    return result;
  };
};

/** Runs work of the keys command in one transaction. */
export const keyTransactions =
  ({ db, on }: Pick<Keys, 'db' | 'on'>): InTransaction<Pick<Keys, 'store' | 'administration'>> =>
  (work) =>
    db
      .transaction()
      .execute((transaction) => work(on(transaction), sqlAuditLog(transaction.$pickTables<keyof AuditTables>())));

/** Runs work of the webhooks command in one transaction. */
export const webhookTransactions =
  (db: Kysely<WebhookTables & AuditTables>, seal: Seal): InTransaction<WebhookStore> =>
  (work) =>
    db
      .transaction()
      .execute((transaction) =>
        work(
          sqlWebhookStore(transaction.$pickTables<keyof WebhookTables>(), seal),
          sqlAuditLog(transaction.$pickTables<keyof AuditTables>()),
        ),
      );
