/** The way in: what this key may do, and the document of this version. */

import { currencies, defineView, identifier } from '@frontage/dto-mapping';
import { may, permission, publicAccess, tierOf, tiers, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { link, linksSchema, template, type Links } from '../../links.ts';

const entryView = defineView(
  'Entry',
  z
    .object({
      partner: identifier('Whose key it is.'),
      tier: z.enum(tiers).meta({ description: 'Whose prices and limits apply.' }),
      _links: linksSchema,
    })
    .meta({ description: 'What a key may do.' }),
);

const mayOrder = (principal: Principal): boolean =>
  currencies.some((currency) => may(principal, 'order:place', { currency }) === 'granted');

const linksFor = (principal: Principal): Links => ({
  self: link(''),
  ...(may(principal, 'partner:catalog') === 'granted' && {
    products: template('/products{?category,q,currency,cursor,limit}'),
    product: template('/products/{id}{?currency}'),
    categories: link('/categories'),
  }),
  ...(may(principal, 'order:list') === 'granted' && { orders: template('/orders{?cursor,limit}') }),
  ...(mayOrder(principal) && { 'place-order': link('/orders') }),
  describedby: link('/openapi.json'),
});

export const entry = defineEndpoint({
  name: 'entry',
  summary: 'What this key may do',
  method: 'GET',
  path: '',
  access: permission('partner:enter'),
  budget: { ms: 200, calls: 0 },
  input: {},
  view: entryView,
  handle: async ({ principal }) => ({
    partner: 'id' in principal ? principal.id : '',
    tier: tierOf(principal),
    _links: linksFor(principal),
  }),
});

/** The OpenAPI document of this version: open, so that tools can read it. Made when it is first asked for. */
export const document = (make: () => Promise<object>) => {
  let text: Promise<string> | undefined;
  const made = (): Promise<string> =>
    (text ??= make()
      .then((document) => JSON.stringify(document))
      .catch((error: unknown) => {
        // Whoever asks next tries again.
        text = undefined;
        throw error;
      }));
  return defineEndpoint({
    name: 'document',
    summary: 'This document',
    method: 'GET',
    path: '/openapi.json',
    access: publicAccess,
    budget: { ms: 1_000, calls: 0 },
    cacheControl: 'public, max-age=300',
    input: {},
    view: { name: 'Document', schema: z.string(), serialize: (json: string) => json },
    handle: made,
  });
};
