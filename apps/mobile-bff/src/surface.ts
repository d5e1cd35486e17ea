/** The public surface of this BFF as a document, checked in as openapi.json. */

import { bearerScheme } from '@frontage/auth';
import { openapiDocument } from '@frontage/http-server/openapi';
import { features } from './server.ts';

export const surface = () => ({
  file: 'openapi.json',
  content: openapiDocument(features, {
    title: 'Frontage mobile',
    version: '1',
    description: 'Slim REST for the phone.',
    schemes: [bearerScheme],
  }),
});
