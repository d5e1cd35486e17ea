/** Public surface of this BFF as a document, checked in as openapi.json. */

import { bearerScheme } from '@frontage/auth/bearer';
import { openapiDocument } from '@frontage/http-server/openapi';
import { isPublicAnswer } from '@frontage/http-server/context';
import type { Endpoint } from '@frontage/http-server';
import { z } from 'zod';
import { appVersionHeaders, appVersionInput } from './app-versions/app-versions.handler.ts';
import type { Deps } from './deps.ts';
import { documentedProblems, languageInput } from './problem-language.ts';
import { features } from './server.ts';

/** Endpoint as the document has it: with all that is done before its route is known. */
const described = (endpoint: Endpoint<Deps>): Endpoint<Deps> => ({
  ...endpoint,
  input: {
    ...endpoint.input,
    headers: (endpoint.input.headers ?? z.object({})).extend({ ...appVersionInput.shape, ...languageInput.shape }),
  },
  failures: [...(endpoint.failures ?? []), 'UPGRADE_REQUIRED'],
  headers: { ...endpoint.headers, ...(!isPublicAnswer(endpoint) && appVersionHeaders) },
});

export const surface = () => ({
  file: 'openapi.json',
  content: openapiDocument(features.map(described), {
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
      me: 'The profile of a customer.',
      wishlist: 'The wish list of a customer.',
      devices: 'The devices of a customer, to which notifications go.',
      rest: 'Parts that a screen was lacking.',
      sync: 'Changes since the app was last open.',
    },
    callers: ['customer', 'support'],
    schemes: [bearerScheme],
    failureFormat: documentedProblems,
  }),
});
