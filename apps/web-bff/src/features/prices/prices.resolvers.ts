/** Prices of products. */

import type { Product } from '@frontage/catalog-client';
import type { Currency } from '@frontage/dto-mapping';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

export const pricesPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './prices.graphql'),
  resolvers: {
    Product: {
      price: ({ id }: Product, { currency }: { currency: Currency }, { loaders, call }: WebContext) =>
        optional('prices', call, () => loaders.prices(currency).load(id)),
    },
  },
};
