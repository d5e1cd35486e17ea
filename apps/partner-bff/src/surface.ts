/** Public surface as a document of each version: checked in as openapi/v2.json, served as /v2/openapi.json. */

import { apiKeyHeaderScheme, apiKeyScheme } from '@frontage/auth/api-key';
import { openapiDocument } from '@frontage/http-server/openapi';
import { byTier, type LimitPolicy } from '@frontage/rate-limit';
import { rateLimits } from './rate-limits.ts';
import type { ServedVersion } from './versions.ts';
import { webhookDocuments } from './webhooks/webhook-documents.ts';

const about = `Products, prices, stock and orders for third parties. Follow the links: they list what you may do next.

A key is of live mode or of test mode (\`fk_test_…\`), and the same addresses take both. In test mode nothing that you do reaches the real
world: orders are priced and go through all their statuses, but are not sent, take no stock and cost nothing. What is made in one mode is not
there in the other; limits are the same, and counted apart. Products, prices and stock are those of live mode, and are read only.

Without a new version nothing is taken away: members of answers, operations, optional parameters and events may come, so ignore what you do
not know. Lists of values marked \`x-extensible-enum\` may grow. Limits are promised in \`x-rate-limits\`, and never lowered.`;

/** Rates of partners, by name of the limit and tier. */
const ratesOf = (limits: readonly LimitPolicy[]) =>
  Object.fromEntries(
    limits.filter(({ who }) => who?.includes('partner')).map(({ name, rate }) => [name, byTier(rate)] as const),
  );

/** OpenAPI document of one version. */
export const documentOf = (version: ServedVersion): object =>
  openapiDocument(version.endpoints, {
    title: 'Frontage for partners',
    description: about,
    contact: { name: 'The partner team (@frontage/partner)' },
    tags: {
      entry: 'The entry document: links to everything that the key may do.',
      products: 'The catalogue, at the partner’s own prices.',
      categories: 'The tree of categories.',
      prices: 'The partner’s own prices.',
      'inventory-levels': 'Stock by product and warehouse.',
      orders: 'The partner’s own orders.',
      operations: 'Orders that were accepted and are placed later.',
      webhooks: 'Endpoints for events, and the deliveries to them.',
      keys: 'The partner’s own keys.',
      usage: 'Counts of requests, and the rest of each limit.',
    },
    callers: ['partner'],
    schemes: [apiKeyScheme, apiKeyHeaderScheme],
    ...version,
    version: version.prefix.slice('/v'.length),
    ...(version.views.webhook && { webhooks: webhookDocuments() }),
    rates: ratesOf(rateLimits),
  });

/** Document of one version, and the file that it is checked in as. */
export const surfaceOf = (version: ServedVersion) => ({
  file: `openapi${version.prefix}.json`,
  content: documentOf(version),
});
