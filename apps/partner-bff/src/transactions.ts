/** Transactions over the stores of this BFF: dependencies for endpoints that are part of one. */

import type { WebhookTables } from '@frontage/webhooks/sql';
import type { InTransaction } from './audit/audit.ts';
import { sqlAuditLog, type AuditTables } from './audit/sql-audit-log.ts';
import type { Deps } from './deps.ts';
import type { Keys } from './keys.ts';
import { sqlOperationStore, type OperationTables } from './operations/sql-operation-store.ts';
import type { WebhooksOn } from './webhooks.ts';

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
