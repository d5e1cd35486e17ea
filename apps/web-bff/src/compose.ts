/** COMPOSITION ROOT: the only file that builds clients, identity, sessions and the server. */

import { createIssuer, createServiceTokens } from '@frontage/auth';
import { createSessionHandler } from '@frontage/auth/session';
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
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createServer, staticPaths } from './server.ts';

export async function compose(config: Config, runtime: Runtime): Promise<Composition> {
  const { log, metrics } = runtime;
  const client = { clientId: 'web-bff', clientSecret: config.WEB_BFF_CLIENT_SECRET };
  const fetch = createOutboundFetch({ origins: [config.OIDC_ISSUER] });
  const issuer = createIssuer({ identifier: config.OIDC_ISSUER, fetch });
  const outbound = {
    identity: createServiceTokens({ issuer, ...client, fetch }),
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
  const session = createSessionHandler({
    issuer,
    fetch,
    ...client,
    publicOrigin: config.PUBLIC_URL,
    secrets: config.SESSION_KEYS,
    insecureCookies: config.INSECURE_COOKIES,
    staticPaths,
    onEvent: ({ kind, ...facts }) => {
      if (kind === 'renewal-failed' || kind === 'revocation-failed') log.warn({ kind, ...facts }, 'session');
      else log.info({ kind, ...facts }, 'session');
    },
  });
  const server = await createServer({
    deps,
    session,
    runtime,
    limits: overloadLimits(config),
    debug: config.NODE_ENV !== 'production',
    cacheDir: join(config.FRONTAGE_DATA_DIR, 'graphiql'),
  });
  return {
    handler: server.handler,
    close: async () => {
      await server.close();
      await Promise.all(Object.values(deps).map((client: { close(): unknown }) => client.close()));
    },
  };
}
