/** Entry document in version 2: permissions of the API key. */

import { currencies } from '@frontage/dto-mapping/money';
import { defineView } from '@frontage/dto-mapping';
import { identifier } from '@frontage/dto-mapping/fields';
import { may, modes, tierOf, tiers, type Principal } from '@frontage/policy';
import { z } from 'zod';
import { linksSchema, type Linker, type Links } from '../../representation/links.ts';
import { represent } from '../../version.ts';
import type { EntryViews } from './entry.endpoint.ts';

const entryView = defineView(
  'Entry',
  z
    .object({
      partner: identifier('Id of the partner.'),
      tier: z.enum(tiers).meta({ description: 'Tier, which decides prices and limits.' }),
      mode: z.enum(modes).meta({
        description: 'Mode of the key. In `test` orders are sent to nobody, and live mode sees none of them.',
      }),
      _links: linksSchema,
    })
    .meta({ description: 'Scope.' }),
);

const mayOrder = (principal: Principal): boolean =>
  currencies.some((currency) => may(principal, 'order:place', { currency }) === 'granted');

const linksFor = (principal: Principal, { link, template }: Linker): Links => ({
  self: link(''),
  ...(may(principal, 'partner:catalog') === 'granted' && {
    products: template('/products{?category,q,brand,updatedSince,sort,currency,fields,cursor,limit}'),
    product: template('/products/{id}{?currency,fields}'),
    categories: link('/categories'),
    prices: template('/prices{?product,category,currency,fields,cursor,limit}'),
    price: template('/prices/{productId}{?currency,fields}'),
    'inventory-levels': template('/inventory-levels{?product,warehouse,status,fields,cursor,limit}'),
    'inventory-level': template('/inventory-levels/{productId}'),
  }),
  ...(may(principal, 'order:list') === 'granted' && {
    orders: template('/orders{?status,sort,fields,cursor,limit}'),
    operation: template('/operations/{id}'),
  }),
  ...(mayOrder(principal) && {
    'place-order': link('/orders'),
    'place-orders': link('/orders/bulk'),
  }),
  ...(may(principal, 'webhook:read') === 'granted' && { webhooks: link('/webhooks') }),
  ...(may(principal, 'key:read') === 'granted' && {
    keys: template('/keys{?fields,cursor,limit}'),
    ...(principal.kind === 'partner' && { key: link(`/keys/${principal.keyId}`) }),
    usage: template('/usage{?from,until,fields,cursor,limit}'),
  }),
  describedby: link('/openapi.json'),
});

export const entryV2 = (links: Linker): EntryViews => ({
  entry: represent(entryView, (principal) => ({
    partner: 'id' in principal ? principal.id : '',
    tier: tierOf(principal),
    mode: principal.kind === 'partner' ? principal.mode : 'live',
    _links: linksFor(principal, links),
  })),
});
