/** Public surface as a document of each version: checked in as openapi/v2.json, served as /v2/openapi.json. */

import { apiKeyHeaderScheme, apiKeyScheme } from '@frontage/auth/api-key';
import { openapiDocument } from '@frontage/http-server/openapi';
import type { ServedVersion } from './versions.ts';

/** OpenAPI document of one version. */
export const documentOf = (version: ServedVersion): object =>
  openapiDocument(version.endpoints, {
    title: 'Frontage for partners',
    description:
      'Products, prices, stock and orders for third parties. Follow the links: they list what you may do next.',
    contact: { name: 'The partner team (@frontage/partner)' },
    tags: {
      entry: 'Where everything begins.',
      products: 'What there is to buy, at the partner’s own prices.',
      categories: 'How products are sorted.',
      orders: 'The partner’s own orders.',
      operations: 'Orders that were accepted and are placed later.',
      webhooks: 'Where events are sent to, and how that went.',
      keys: 'The partner’s own keys.',
    },
    callers: ['partner'],
    schemes: [apiKeyScheme, apiKeyHeaderScheme],
    ...version,
    version: version.prefix.slice('/v'.length),
  });

/** Document of one version, and the file that it is checked in as. */
export const surfaceOf = (version: ServedVersion) => ({
  file: `openapi${version.prefix}.json`,
  content: documentOf(version),
});
