/** COMPOSITION ROOT: the only file that builds clients, identity and the server. */

import { apiKeyAuthenticator, collectKeyUses, flagExposures, rememberKeys } from '@frontage/auth/api-key';
import { batchPerRequest } from '@frontage/cache';
import { cacheCatalog, catalogInvalidations, createCatalogClient } from '@frontage/catalog-client';
import { openChassis } from '@frontage/chassis';
import type { Composition, Runtime } from '@frontage/http-server';
import { cacheInventory, createInventoryClient, inventoryInvalidations, stockTag } from '@frontage/inventory-client';
import { cacheOrders, createOrdersClient } from '@frontage/orders-client';
import { orderInvalidations } from '@frontage/orders-client/events';
import { cachePricing, createPricingClient } from '@frontage/pricing-client';
import { startRetention } from '@frontage/sql/retention';
import type { WebhookTables } from '@frontage/webhooks/sql';
import { createAudit } from './audit/audit.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { openKeys } from './keys/keys.ts';
import { seedDevelopmentOperation } from './operations/development-operation.ts';
import { startOperationWorker } from './operations/operation-worker.ts';
import { openSqlOperationStore, type OperationTables } from './operations/sql-operation-store.ts';
import { rateLimits } from './rate-limits.ts';
import { openRecords } from './records.ts';
import { createServer } from './server.ts';
import { transactionsOver } from './transactions.ts';
import { countUsage } from './usage/usage-counter.ts';
import { upstreamPolicy } from './upstream-policy.ts';
import { versions } from './versions.ts';
import { startWebhookWorker } from './webhooks/webhook-worker.ts';
import { openWebhooks } from './webhooks/webhooks.ts';

const dayMs = 86_400_000;

export async function compose(config: Config, runtime: Runtime): Promise<Composition> {
  const client = { clientId: config.PARTNER_BFF_CLIENT_ID, clientSecret: config.PARTNER_BFF_CLIENT_SECRET };
  const invalidations = {
    ...catalogInvalidations,
    ...inventoryInvalidations,
    ...orderInvalidations({ soldTag: stockTag }),
  };
  const policies = { rateLimits, upstreamPolicy, invalidations };
  const chassis = await openChassis({ name: 'partner-bff', client, ...policies, config, runtime });
  const { outbound, edge } = chassis;
  const cache = batchPerRequest(chassis.cache);
  const { log } = runtime;
  const clients = {
    catalog: cacheCatalog(createCatalogClient({ ...outbound, location: config.CATALOG_URL }), cache),
    pricing: cachePricing(createPricingClient({ ...outbound, location: config.PRICING_URL }), cache),
    inventory: cacheInventory(createInventoryClient({ ...outbound, location: config.INVENTORY_URL }), cache),
    orders: cacheOrders(createOrdersClient({ ...outbound, location: config.ORDERS_URL }), cache, { soldTag: stockTag }),
  };
  const keys = await openKeys(config, (err) => log.warn({ err }, 'a connection to the database broke'));
  const webhooksOn = await openWebhooks(keys.db, config);
  const webhooks = webhooksOn(keys.db.$pickTables<keyof WebhookTables>());
  const { messaging } = chassis;
  const operations = await openSqlOperationStore(keys.db.$pickTables<keyof OperationTables>());
  if (config.seedsKnownKeys) await seedDevelopmentOperation(operations);
  const { usage, auditLog } = await openRecords(keys.db);
  const delivers = config.ROLES.includes('delivery');
  const worker = delivers ? await startWebhookWorker({ store: webhooks.store, messaging, config, runtime }) : undefined;
  const endRetention = delivers
    ? startRetention({
        stores: [
          { forget: webhooks.store.forget, keptMs: config.WEBHOOK_RETENTION_DAYS * dayMs },
          { forget: operations.forget, keptMs: config.WEBHOOK_RETENTION_DAYS * dayMs },
          { forget: usage.forget, keptMs: config.USAGE_RETENTION_DAYS * dayMs },
          { forget: auditLog.forget, keptMs: config.AUDIT_RETENTION_DAYS * dayMs },
        ],
        onFailed: (err) => log.warn({ err }, 'what is older than it may be could not be deleted'),
      })
    : undefined;
  const relay =
    worker && messaging && startOperationWorker({ store: operations, messaging, accept: worker.accept, log });
  const deps: Deps = {
    ...clients,
    webhooks,
    operations: { store: operations, canWait: messaging !== undefined, wake: () => relay?.wake() },
    keys,
    usage: { store: usage, limitsOf: chassis.limitsOf },
  };
  const audit = createAudit<Deps>({
    log: auditLog,
    inTransaction: transactionsOver({ deps, keys, webhooksOn }),
    onFailed: (err) =>
      log.warn({ err }, 'entries of the audit log could not be written: they are kept, and tried again'),
    onDropped: ({ partnerId, operation }) => log.error({ partnerId, operation }, 'an entry of the audit log is lost'),
  });
  const uses = collectKeyUses({
    store: keys.store,
    onFailed: (err) => log.warn({ err }, 'when API keys were last used could not be written'),
  });
  const counter = countUsage({
    store: usage,
    onFailed: (err) => log.warn({ err }, 'the usage of API keys could not be written: it is kept, and tried again'),
  });
  const exposures = flagExposures({
    store: keys.store,
    onFlagged: ({ id: keyId, partnerId }) =>
      log.warn({ keyId, partnerId }, 'an API key was sent in a URL, and is flagged'),
    onFailed: (err) => log.warn({ err }, 'an API key that was sent in a URL could not be flagged'),
  });
  const authenticator = apiKeyAuthenticator({
    find: rememberKeys({ find: keys.store.find }),
    peppers: keys.peppers,
    refusesDevelopment: config.NODE_ENV === 'production',
    onUsed: uses.note,
    onExposed: exposures.note,
  });
  return {
    handler: createServer({
      deps,
      dependencies: chassis.dependencies({ ...clients, database: keys }),
      authenticator,
      edge,
      audit,
      onAnswered: ({ prefix }, { endpoint, principal }) => {
        if (principal.kind !== 'partner') return;
        const { id: partnerId, keyId, mode } = principal;
        counter.note({ partnerId, keyId, mode, version: prefix.slice(1), operation: endpoint.name });
      },
      versions: config.ROLES.includes('api') ? versions : [],
      hasPortal: config.PORTAL === 'on',
    }),
    close: async () => {
      await endRetention?.();
      await chassis.close(clients);
      await relay?.close();
      await worker?.close();
      await uses.close();
      await exposures.close();
      await counter.close();
      await audit.close();
      await keys.close();
    },
  };
}
