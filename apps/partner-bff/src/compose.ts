/** COMPOSITION ROOT: the only file that builds clients, identity and the server. */

import { apiKeyAuthenticator, createIssuer, createServiceTokens } from '@frontage/auth';
import { createCatalogClient } from '@frontage/catalog-client';
import { overloadLimits, type Composition, type Runtime } from '@frontage/http-server';
import { createInventoryClient } from '@frontage/inventory-client';
import { createOrdersClient } from '@frontage/orders-client';
import { createPricingClient } from '@frontage/pricing-client';
import { troubleLevel, type TroubleEvent } from '@frontage/upstream';
import { createOutboundFetch } from '@frontage/upstream/http';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createServer } from './server.ts';

export function compose(config: Config, runtime: Runtime): Composition {
  const fetch = createOutboundFetch({ origins: [config.OIDC_ISSUER] });
  const issuer = createIssuer({ identifier: config.OIDC_ISSUER, fetch });
  const outbound = {
    identity: createServiceTokens({
      issuer,
      clientId: 'partner-bff',
      clientSecret: config.PARTNER_BFF_CLIENT_SECRET,
      fetch,
    }),
    onCall: runtime.metrics.upstreamCalled,
    onTrouble: (event: TroubleEvent) => runtime.log[troubleLevel(event)](event, 'a service is in trouble'),
  };
  const deps: Deps = {
    catalog: createCatalogClient({ ...outbound, url: config.CATALOG_URL }),
    pricing: createPricingClient({ ...outbound, url: config.PRICING_URL }),
    inventory: createInventoryClient({ ...outbound, url: config.INVENTORY_URL }),
    orders: createOrdersClient({ ...outbound, url: config.ORDERS_URL }),
  };
  const keys = new Map(config.API_KEYS.map((record) => [record.id, record]));
  const authenticator = apiKeyAuthenticator({
    find: (id) => Promise.resolve(keys.get(id)),
    pepper: config.API_KEY_PEPPER,
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
