/** Public surface of this BFF as a document, checked in as openapi.json. */

import { bearerScheme } from '@frontage/auth/bearer';
import { openapiDocument } from '@frontage/http-server/openapi';
import { features } from './server.ts';

export const surface = () => ({
  file: 'openapi.json',
  content: openapiDocument(features, {
    title: 'Frontage mobile',
    version: '1',
    description: 'Slim REST for the phone.',
    contact: { name: 'The mobile team (@frontage/mobile)' },
    tags: {
      home: 'The first screen.',
      categories: 'The tree of categories.',
      products: 'The catalogue, and the reviews of its products.',
      cart: 'The cart of a customer.',
      checkout: 'Placing the cart as an order.',
      orders: 'The orders of a customer.',
    },
    callers: ['customer', 'support'],
    schemes: [bearerScheme],
  }),
});
