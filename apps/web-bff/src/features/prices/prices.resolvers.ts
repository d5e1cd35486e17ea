/** Prices of products. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { optional } from '../../degradation.ts';
import { readSdl } from '../../sdl.ts';

export const pricesPart = {
  typeDefs: readSdl(import.meta.url, './prices.graphql'),
  resolvers: {
    Product: {
      price: ({ id }, { currency }, { loaders, call }) =>
        optional('prices', call, () => loaders.prices(currency).load(id)),
    },
    Price: {
      reasons: ({ list, ofTier, promotion }) => [
        ...(ofTier.amount < list.amount ? (['TIER'] as const) : []),
        ...(promotion ? (['PROMOTION'] as const) : []),
      ],
    },
  },
} satisfies WebSchemaPart;
