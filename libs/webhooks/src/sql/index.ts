/** Webhooks in SQLite or PostgreSQL. The composition root opens the handle. */

import type { Seal } from '@frontage/sealing';
import { migrate } from '@frontage/sql';
import type { Kysely } from 'kysely';
import type { WebhookStore } from '../store.ts';
import { notifyOwner, sqlDeliveries } from './delivery-rows.ts';
import { sqlEndpoints } from './endpoint-rows.ts';
import { sqlQueues } from './queue-rows.ts';
import { migrations, type WebhookTables } from './webhook-tables.ts';

export type { WebhookTables } from './webhook-tables.ts';

/** Opens the store, and migrates the database. The caller closes it. `seal` seals secrets at rest. */
export async function openSqlWebhookStore(db: Kysely<WebhookTables>, seal: Seal): Promise<WebhookStore> {
  await migrate(db, migrations, { history: 'webhook_migrations' });
  return sqlWebhookStore(db, seal);
}

/** Store in a database that was migrated, or in a transaction on it. */
export const sqlWebhookStore = (db: Kysely<WebhookTables>, seal: Seal): WebhookStore => ({
  ...sqlEndpoints(db, seal, notifyOwner),
  ...sqlDeliveries(db),
  ...sqlQueues(db, seal),
});
