/** Webhooks command: reads only the configuration of the database and of the keys that seal secrets. */

import { runAsProcess } from '@frontage/operator-command';
import { openDatabase } from '@frontage/sql';
import { openSqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import { openSqlAuditLog, type AuditTables } from './audit/sql-audit-log.ts';
import { loadWebhooksConfig } from './config.ts';
import { webhookTransactions } from './transactions.ts';
import { runWebhooksCommand } from './webhooks/webhooks-command.ts';
import { sealOfWebhooks } from './webhooks/webhooks.ts';

await runAsProcess('webhooks', async (terminal) => {
  const config = loadWebhooksConfig();
  const db = openDatabase<WebhookTables & AuditTables>(config.DATABASE_URL);
  try {
    const seal = sealOfWebhooks(config);
    const store = await openSqlWebhookStore(db.$pickTables<keyof WebhookTables>(), seal);
    await openSqlAuditLog(db.$pickTables<keyof AuditTables>());
    const inTransaction = webhookTransactions(db, seal);
    return await runWebhooksCommand(process.argv.slice(2), { store, inTransaction, ...terminal });
  } finally {
    await db.destroy();
  }
});
