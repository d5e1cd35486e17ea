/** COMPOSITION ROOT: the only file that builds clients, identity and the server. */

import { bearerAuthenticator, createAccessTokenVerifier, createIssuer, createServiceTokens } from '@frontage/auth';
import { openCache } from '@frontage/cache/redis';
import { cacheCatalog, createCatalogClient } from '@frontage/catalog-client';
import { cacheCustomers, createCustomersClient } from '@frontage/customers-client';
import { openAddressRules, overloadLimits, type Composition, type Runtime } from '@frontage/http-server';
import { cacheInventory, createInventoryClient, stockTag } from '@frontage/inventory-client';
import { cacheOrders, createOrdersClient } from '@frontage/orders-client';
import { cachePricing, createPricingClient } from '@frontage/pricing-client';
import { cacheRecommendations, createRecommendationsClient } from '@frontage/recommendations-client';
import { cacheReviews, createReviewsClient } from '@frontage/reviews-client';
import { createLimits } from '@frontage/rate-limit';
import { createRedisLimitStore } from '@frontage/rate-limit/redis';
import { openRedis } from '@frontage/redis';
import { troubleLevel, type TroubleEvent } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { limits } from './limits.ts';
import { createServer } from './server.ts';

export async function compose(config: Config, runtime: Runtime): Promise<Composition> {
  const { log, metrics } = runtime;
  const redis = await openRedis(config.REDIS_URL, { keyPrefix: 'mobile-bff:', log });
  const fetch = createOutboundFetch({ origins: [config.OIDC_ISSUER] });
  const issuer = createIssuer({ identifier: config.OIDC_ISSUER, fetch });
  const outbound = {
    identity: createServiceTokens({
      issuer,
      clientId: 'mobile-bff',
      clientSecret: config.MOBILE_BFF_CLIENT_SECRET,
      fetch,
    }),
    onCall: metrics.upstreamCalled,
    onTrouble: (event: TroubleEvent) => log[troubleLevel(event)](event, 'a service is in trouble'),
  };
  const cache = openCache(config, { redis, log, onUse: metrics.cacheUsed });
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
  const authenticator = bearerAuthenticator({
    verify: createAccessTokenVerifier({ issuer, audience: 'mobile-bff' }),
    onRejected: (why) => log.info({ why }, 'access token refused'),
  });
  const addressRules = openAddressRules(config.ADDRESSES_FILE, log);
  const rateLimits = createLimits({
    policies: limits,
    config,
    shared: redis && createRedisLimitStore({ redis }),
    log,
    onRefused: metrics.requestLimited,
  });
  return {
    handler: createServer({
      deps,
      dependencies: { ...deps, ...(redis && { redis: { state: () => redis.state } }) },
      authenticator,
      checkoutLogin: { acrValues: config.CHECKOUT_ACR, maxAgeS: config.CHECKOUT_MAX_AGE_S },
      runtime,
      overloadLimits: overloadLimits(config),
      budgetFactor: config.BUDGET_FACTOR,
      rateLimits: rateLimits.stage,
      addressRules,
      trustProxy: config.TRUST_PROXY,
      debug: config.NODE_ENV !== 'production',
    }),
    close: async () => {
      rateLimits.close();
      addressRules.close();
      cache.close();
      await Promise.all(Object.values(deps).map((client: { close(): unknown }) => client.close()));
      await redis?.close();
    },
  };
}
