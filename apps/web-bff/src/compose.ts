/** COMPOSITION ROOT: the only file that builds clients, identity, sessions and the server. */

import { createRedisSessionStore } from '@frontage/auth/redis';
import { createSessionHandler, type SessionEvent } from '@frontage/auth/session';
import { cacheCatalog, catalogInvalidations, createCatalogClient } from '@frontage/catalog-client';
import { openChassis } from '@frontage/chassis';
import { cacheCustomers, createCustomersClient } from '@frontage/customers-client';
import { trustOf } from '@frontage/graphql-server';
import { gradesOf } from '@frontage/http-server/config';
import type { Composition, Runtime } from '@frontage/http-server';
import { cacheInventory, createInventoryClient, inventoryInvalidations, stockTag } from '@frontage/inventory-client';
import { cacheOrders, createOrdersClient } from '@frontage/orders-client';
import { orderChanges, orderInvalidations } from '@frontage/orders-client/events';
import { cachePricing, createPricingClient } from '@frontage/pricing-client';
import { cacheRecommendations, createRecommendationsClient } from '@frontage/recommendations-client';
import { cacheReviews, createReviewsClient, reviewInvalidations } from '@frontage/reviews-client';
import { join } from 'node:path';
import { createWebChanges } from './changes.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { openExperiments } from './experiments/experiments.ts';
import { createVisitors } from './experiments/visitors.ts';
import { streamLimits } from './operation-limits.ts';
import { rateLimits } from './rate-limits.ts';
import { createServer, staticPages } from './server.ts';
import { upstreamPolicy } from './upstream-policy.ts';

const minuteMs = 60_000;
const sessionTroubles: ReadonlySet<SessionEvent['kind']> = new Set([
  'renewal-failed',
  'revocation-failed',
  'end-session-failed',
  'abandoned',
]);

export async function compose(config: Config, runtime: Runtime): Promise<Composition> {
  const client = { clientId: config.WEB_BFF_CLIENT_ID, clientSecret: config.WEB_BFF_CLIENT_SECRET };
  const invalidations = {
    ...catalogInvalidations,
    ...inventoryInvalidations,
    ...reviewInvalidations,
    ...orderInvalidations({ soldTag: stockTag }),
  };
  const policies = { rateLimits, upstreamPolicy, invalidations, uncached: orderChanges };
  const chassis = await openChassis({ name: 'web-bff', client, ...policies, config, runtime });
  const { outbound, cache, changes, redis, issuer, fetch, edge } = chassis;
  const { log } = runtime;
  const deps: Deps = {
    catalog: cacheCatalog(createCatalogClient({ ...outbound, location: config.CATALOG_URL }), cache),
    pricing: cachePricing(createPricingClient({ ...outbound, location: config.PRICING_URL }), cache),
    inventory: cacheInventory(createInventoryClient({ ...outbound, location: config.INVENTORY_URL }), cache),
    reviews: cacheReviews(createReviewsClient({ ...outbound, location: config.REVIEWS_URL }), cache),
    customers: cacheCustomers(createCustomersClient({ ...outbound, location: config.CUSTOMERS_URL }), cache),
    orders: cacheOrders(createOrdersClient({ ...outbound, location: config.ORDERS_URL }), cache, { soldTag: stockTag }),
    recommendations: cacheRecommendations(
      createRecommendationsClient({ ...outbound, location: config.RECOMMENDATIONS_URL }),
      cache,
    ),
  };
  const session = createSessionHandler({
    issuer,
    fetch,
    ...client,
    publicOrigin: config.PUBLIC_URL,
    scope: config.OIDC_SCOPE.join(' '),
    grades: gradesOf(config),
    returnParameter: config.OIDC_LOGOUT_PARAMETER,
    secrets: config.SESSION_KEYS,
    ...(redis && {
      store: createRedisSessionStore({
        redis,
        secrets: config.SESSION_KEYS,
        onUnreadable: (name) => log.warn({ name }, 'a session in Redis cannot be read'),
      }),
    }),
    insecureCookies: config.INSECURE_COOKIES,
    idleMs: config.SESSION_IDLE_MINUTES * minuteMs,
    lifetimeMs: config.SESSION_MAX_MINUTES * minuteMs,
    pages: staticPages,
    onEvent: ({ kind, ...facts }) => {
      log[sessionTroubles.has(kind) ? 'warn' : 'info']({ kind, ...facts }, 'session');
    },
  });
  const experiments = openExperiments({
    file: config.EXPERIMENTS_FILE,
    visitors: createVisitors({
      publicOrigin: config.PUBLIC_URL,
      insecureCookies: config.INSECURE_COOKIES,
      secrets: config.SESSION_KEYS,
    }),
    log,
    metrics: runtime.metrics,
  });
  const server = await createServer({
    deps,
    dependencies: chassis.dependencies(deps),
    changes: createWebChanges(changes),
    session,
    edge,
    maxCost: config.GRAPHQL_MAX_COST,
    trust: trustOf(config),
    experiments,
    live: {
      limits: { ...streamLimits, perInstance: config.MAX_STREAMS },
      heartbeatMs: config.STREAM_HEARTBEAT_MS,
    },
    cacheDir: join(config.FRONTAGE_DATA_DIR, 'graphiql'),
    storefront: { folder: config.STOREFRONT_DIR, imageOrigins: config.IMAGE_ORIGINS },
  });
  return {
    handler: server.handler,
    endStreams: () => server.endStreams(),
    close: async () => {
      await server.close();
      experiments.close();
      await session.settled();
      await chassis.close(deps);
    },
  };
}
