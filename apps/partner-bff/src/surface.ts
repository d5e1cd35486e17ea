/** The public surface of this BFF as a document, checked in as openapi.json and served as /v2/openapi.json. */

import { apiKeyScheme } from '@frontage/auth';
import { openapiDocument } from '@frontage/http-server/openapi';
import { mediaType, v2 } from './versions.ts';

export const surface = () => ({
  file: 'openapi.json',
  content: openapiDocument(v2, {
    title: 'Frontage for partners',
    version: '2',
    description:
      'Products, prices, stock and orders for third parties. Follow the links: they list what you may do next.',
    schemes: [apiKeyScheme],
    prefix: '/v2',
    mediaType,
  }),
});
