/** Prices in version 2. */

import { defineView, type ViewOf } from '@frontage/dto-mapping';
import { identifier, instant, text } from '@frontage/dto-mapping/fields';
import type { Price } from '@frontage/pricing-client';
import { maxLabelLength } from '@frontage/pricing-client/bounds';
import { z } from 'zod';
import { linksSchema, longLinksSchema, pageLinks, type Linker } from '../../representation/links.ts';
import { money, toMoneyView } from '../../representation/money.view.ts';
import { maxPageSize } from '../../representation/paging.ts';
import { priceLink } from '../../representation/price-link.ts';
import { represent } from '../../version.ts';
import type { PriceViews } from './prices.endpoint.ts';

const promotion = z
  .object({
    id: identifier('The promotion.'),
    label: text(maxLabelLength, 'Label of the promotion.'),
    percentOff: z.int().min(1).max(99).meta({ description: 'Discount in whole percent.' }),
    until: instant('End of the promotion.'),
  })
  .meta({ description: 'The promotion that is part of the net price, while there is one.' });

const priceSchema = z
  .object({
    product: identifier('The product.'),
    net: money('Price for this partner, now.'),
    list: money('The list price.'),
    promotion: promotion.optional(),
    _links: linksSchema,
  })
  .meta({ description: 'The price of a product for this partner, in one currency.' });

const priceView = defineView('Price', priceSchema);

const priceListView = defineView(
  'PriceList',
  z
    .object({
      _embedded: z
        .object({ prices: z.array(priceSchema).max(maxPageSize).meta({ description: 'One page of prices.' }) })
        .meta({ description: 'Items of the page.' }),
      _links: longLinksSchema,
    })
    .meta({ description: 'Prices of this partner, in one currency.' }),
);

const toPriceView = (price: Price, links: Linker): ViewOf<typeof priceView> => ({
  product: price.productId,
  net: toMoneyView(price.net),
  list: toMoneyView(price.list),
  promotion: price.promotion && {
    id: price.promotion.id,
    label: price.promotion.label,
    percentOff: price.promotion.percentOff,
    until: price.promotion.until,
  },
  _links: { self: priceLink(price.productId, price, links), product: links.link(`/products/${price.productId}`) },
});

export const pricesV2 = (links: Linker): PriceViews => ({
  price: represent(priceView, (price) => toPriceView(price, links)),
  priceList: represent(priceListView, ({ prices, query, next }) => ({
    _embedded: { prices: prices.map((price) => toPriceView(price, links)) },
    _links: pageLinks(links, '/prices', query, next),
  })),
});
