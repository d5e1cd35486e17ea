/** Webhooks command: reads only the configuration of the database and of the keys that seal secrets. */

import { ConfigError } from '@frontage/http-server';
import { openDatabase } from '@frontage/sql';
import { openSqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import { loadWebhooksConfig } from './config.ts';
import { runWebhooksCommand } from './webhooks-command.ts';
import { sealOfWebhooks } from './webhooks.ts';

const say = (text: string): void => void process.stderr.write(text);

try {
  const config = loadWebhooksConfig();
  const db = openDatabase<WebhookTables>(config.DATABASE_URL);
  const store = await openSqlWebhookStore(db, sealOfWebhooks(config));
  const out = (text: string): void => void process.stdout.write(text);
  process.exitCode = await runWebhooksCommand(process.argv.slice(2), { store, out, say });
  await db.destroy();
} catch (error) {
  say(`webhooks: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 78 : 1;
}
