/** COMPOSITION ROOT: the only file that builds clients, identity and the server. */

import { bearerAuthenticator, createAccessTokenVerifier } from '@frontage/auth/bearer';
import { batchPerRequest } from '@frontage/cache';
import { cacheCatalog, catalogInvalidations, createCatalogClient } from '@frontage/catalog-client';
import { openChassis } from '@frontage/chassis';
import { cacheCustomers, createCustomersClient } from '@frontage/customers-client';
import { gradesOf } from '@frontage/http-server/config';
import type { Composition, Runtime } from '@frontage/http-server';
import { cacheInventory, createInventoryClient, inventoryInvalidations, stockTag } from '@frontage/inventory-client';
import { cacheOrders, createOrdersClient } from '@frontage/orders-client';
import { orderInvalidations } from '@frontage/orders-client/events';
import { cachePricing, createPricingClient } from '@frontage/pricing-client';
import { cacheRecommendations, createRecommendationsClient } from '@frontage/recommendations-client';
import { cacheReviews, createReviewsClient } from '@frontage/reviews-client';
import { openAppVersions } from './app-versions/app-versions.ts';
import type { Config } from './config.ts';
import type { Clients } from './deps.ts';
import { loggingSender } from './push/push-sender.ts';
import { startPushes, type PushOptions } from './push/pushes.ts';
import { rateLimits } from './rate-limits.ts';
import { createServer } from './server.ts';
import { createTokens } from './tokens.ts';
import { upstreamPolicy } from './upstream-policy.ts';

/** Adapters and rhythm of notifications that the environment cannot name. */
export type Adapters = Partial<Pick<PushOptions, 'sender' | 'now' | 'retry' | 'pollMs'>>;

export async function compose(config: Config, runtime: Runtime, adapters: Adapters = {}): Promise<Composition> {
  const client = { clientId: config.MOBILE_BFF_CLIENT_ID, clientSecret: config.MOBILE_BFF_CLIENT_SECRET };
  const invalidations = {
    ...catalogInvalidations,
    ...inventoryInvalidations,
    ...orderInvalidations({ soldTag: stockTag }),
  };
  const policies = { rateLimits, upstreamPolicy, invalidations };
  const chassis = await openChassis({ name: 'mobile-bff', client, ...policies, config, runtime });
  const { outbound, issuer, edge } = chassis;
  const cache = batchPerRequest(chassis.cache);
  const { log } = runtime;
  const customers = createCustomersClient({ ...outbound, location: config.CUSTOMERS_URL });
  const clients: Clients = {
    catalog: cacheCatalog(createCatalogClient({ ...outbound, location: config.CATALOG_URL }), cache),
    pricing: cachePricing(createPricingClient({ ...outbound, location: config.PRICING_URL }), cache),
    inventory: cacheInventory(createInventoryClient({ ...outbound, location: config.INVENTORY_URL }), cache),
    reviews: cacheReviews(createReviewsClient({ ...outbound, location: config.REVIEWS_URL }), cache),
    customers: cacheCustomers(customers, cache),
    orders: cacheOrders(createOrdersClient({ ...outbound, location: config.ORDERS_URL }), cache, { soldTag: stockTag }),
    recommendations: cacheRecommendations(
      createRecommendationsClient({ ...outbound, location: config.RECOMMENDATIONS_URL }),
      cache,
    ),
  };
  const authenticator = bearerAuthenticator({
    verify: createAccessTokenVerifier({
      issuer,
      audience: config.MOBILE_BFF_AUDIENCE,
      types: config.ACCESS_TOKEN_TYPES,
      grades: gradesOf(config),
    }),
    onRejected: (why) => log.info({ why }, 'access token refused'),
  });
  const { messaging } = chassis;
  const pushes =
    messaging && config.PUSH_SENDER !== 'none'
      ? startPushes({
          customers,
          messaging,
          sender: loggingSender(log),
          // Loaded where notifications are sent: drivers of databases take room.
          openStore: async () => {
            const { openPushStore } = await import('./push/sql-push-store.ts');
            return openPushStore(config.DATABASE_URL, (err) => log.warn({ err }, 'a connection to the database broke'));
          },
          log,
          ...adapters,
        })
      : undefined;
  const versions = openAppVersions(config.APP_VERSIONS_FILE, log);
  return {
    handler: createServer({
      deps: { ...clients, tokens: createTokens(config.TOKEN_KEYS) },
      dependencies: chassis.dependencies<string>({ ...clients, ...(pushes && { database: pushes }) }),
      authenticator,
      checkoutLogin: { acrValues: config.CHECKOUT_ACR, maxAgeS: config.CHECKOUT_MAX_AGE_S },
      versions,
      edge,
      answerTags: cache.answerTags,
    }),
    close: async () => {
      versions.close();
      await chassis.close(clients);
      await pushes?.close();
    },
  };
}
