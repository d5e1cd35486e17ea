/** COMPOSITION ROOT: the only file that builds clients, identity and the server. */

import { bearerAuthenticator, createAccessTokenVerifier, createIssuer, createServiceTokens } from '@frontage/auth';
import { createCatalogClient } from '@frontage/catalog-client';
import { createCustomersClient } from '@frontage/customers-client';
import { overloadLimits, type Composition, type Runtime } from '@frontage/http-server';
import { createInventoryClient } from '@frontage/inventory-client';
import { createOrdersClient } from '@frontage/orders-client';
import { createPricingClient } from '@frontage/pricing-client';
import { createRecommendationsClient } from '@frontage/recommendations-client';
import { createReviewsClient } from '@frontage/reviews-client';
import { troubleLevel, type TroubleEvent } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createServer } from './server.ts';

export function compose(config: Config, runtime: Runtime): Composition {
  const { log, metrics } = runtime;
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
  const deps: Deps = {
    catalog: createCatalogClient({ ...outbound, url: config.CATALOG_URL }),
    pricing: createPricingClient({ ...outbound, url: config.PRICING_URL }),
    inventory: createInventoryClient({ ...outbound, url: config.INVENTORY_URL }),
    reviews: createReviewsClient({ ...outbound, url: config.REVIEWS_URL }),
    customers: createCustomersClient({ ...outbound, url: config.CUSTOMERS_URL }),
    orders: createOrdersClient({ ...outbound, url: config.ORDERS_URL }),
    recommendations: createRecommendationsClient({ ...outbound, url: config.RECOMMENDATIONS_URL }),
  };
  const authenticator = bearerAuthenticator({
    verify: createAccessTokenVerifier({ issuer, audience: 'mobile-bff' }),
    onRejected: (why) => log.info({ why }, 'access token refused'),
  });
  return {
    handler: createServer({
      deps,
      authenticator,
      runtime,
      limits: overloadLimits(config),
      debug: config.NODE_ENV !== 'production',
    }),
    close: async () => {
      await Promise.all(Object.values(deps).map((client: { close(): unknown }) => client.close()));
    },
  };
}
