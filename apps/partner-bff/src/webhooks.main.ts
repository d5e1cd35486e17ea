/** Webhooks command: reads only the configuration of the database and of the keys that seal secrets. */

import { runAsProcess } from '@frontage/operator-command';
import { openDatabase } from '@frontage/sql';
import { openSqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import { loadWebhooksConfig } from './config.ts';
import { runWebhooksCommand } from './webhooks-command.ts';
import { sealOfWebhooks } from './webhooks.ts';

await runAsProcess('webhooks', async (terminal) => {
  const config = loadWebhooksConfig();
  const db = openDatabase<WebhookTables>(config.DATABASE_URL);
  try {
    const store = await openSqlWebhookStore(db, sealOfWebhooks(config));
    return await runWebhooksCommand(process.argv.slice(2), { store, ...terminal });
  } finally {
    await db.destroy();
  }
});
