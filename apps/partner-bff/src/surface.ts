/** Public surface of this BFF as a document. It is checked in as openapi.json and served as /v2/openapi.json. */

import { apiKeyHeaderScheme, apiKeyScheme } from '@frontage/auth/api-key';
import { openapiDocument } from '@frontage/http-server/openapi';
import type { Version } from './version.ts';
import { endpointsOf, mediaType, v2, type Views } from './versions.ts';

/** OpenAPI document of one version. */
export const documentOf = (version: Version<Views>): object =>
  openapiDocument(endpointsOf(version), {
    title: 'Frontage for partners',
    version: version.prefix.slice('/v'.length),
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
      usage: 'What was asked, and what is left of the limits.',
    },
    callers: ['partner'],
    schemes: [apiKeyScheme, apiKeyHeaderScheme],
    prefix: version.prefix,
    mediaType,
  });

export const surface = () => ({ file: 'openapi.json', content: documentOf(v2) });
