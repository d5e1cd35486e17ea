/** Webhooks of partners: the store, and the addresses that a webhook may be sent to. */

import { createSeal, type Seal } from '@frontage/sealing';
import { isGuardedUrl } from '@frontage/ssrf-guard';
import { createSecret, type WebhookStore } from '@frontage/webhooks';
import { openSqlWebhookStore, sqlWebhookStore, type WebhookTables } from '@frontage/webhooks/sql';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import type { Keys } from '../keys/keys.ts';

export interface Webhooks {
  readonly store: WebhookStore;
  /** Decision whether the form of an address allows webhooks. The sender's guard decides again, on what its name resolves to. */
  readonly allows: (url: string) => boolean;
}

/** Seal of signing secrets. */
export const sealOfWebhooks = ({ WEBHOOK_KEYS }: Pick<Config, 'WEBHOOK_KEYS'>): Seal =>
  createSeal(WEBHOOK_KEYS, 'webhook secrets');

/** Webhooks in a database, or in a transaction on it. */
export type WebhooksOn = (db: Kysely<WebhookTables>) => Webhooks;

/** Opens the store in the database of the keys, and migrates it. */
export async function openWebhooks(
  db: Keys['db'],
  config: Pick<Config, 'WEBHOOK_KEYS' | 'WEBHOOK_ALLOW_LOOPBACK' | 'seedsKnownKeys'>,
): Promise<WebhooksOn> {
  const seal = sealOfWebhooks(config);
  const store = await openSqlWebhookStore(db.$pickTables<keyof WebhookTables>(), seal);
  if (config.seedsKnownKeys) await seedDevelopmentWebhooks(store);
  const allows: Webhooks['allows'] = (url) => isGuardedUrl(url, { allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK });
  return (database) => ({ store: sqlWebhookStore(database, seal), allows });
}

/** Endpoints of development partners, by partner: disabled, as nobody is at their address. */
export const developmentWebhooks = { acme: 'development-acme', globex: 'development-globex' } as const;

async function seedDevelopmentWebhooks(store: WebhookStore): Promise<void> {
  const createdAt = '2026-01-01T00:00:00.000Z';
  for (const [partnerId, id] of Object.entries(developmentWebhooks)) {
    if (await store.find(id)) continue;
    const endpoint = {
      id,
      partnerId,
      mode: 'live' as const,
      url: 'https://partner.invalid/webhooks',
      events: ['order.*'],
      createdAt,
    };
    await store.add({ endpoint: { ...endpoint, description: 'Seeded' }, secret: createSecret(), max: Infinity });
    await store.disable(id, { reason: 'by-owner', at: createdAt });
  }
}
