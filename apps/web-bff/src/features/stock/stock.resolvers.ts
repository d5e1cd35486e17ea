/** Stock of products. */

import type { Product } from '@frontage/catalog-client';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

export const stockPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './stock.graphql'),
  resolvers: {
    Product: {
      stock: ({ id }: Product, _: unknown, { loaders, call }: WebContext) =>
        optional('stock', call, () => loaders.stock.load(id)),
    },
  },
};
