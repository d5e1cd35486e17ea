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
      categories: 'How products are sorted.',
      products: 'What there is to buy, and what is said about it.',
      cart: 'What a customer is about to buy.',
      checkout: 'From the cart to an order.',
      orders: 'The orders of a customer.',
    },
    callers: ['customer', 'support'],
    schemes: [bearerScheme],
  }),
});
