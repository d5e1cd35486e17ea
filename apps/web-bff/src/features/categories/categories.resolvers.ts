/** Categories: the tree, and the one that a product is in. */

import type { Product } from '@frontage/catalog-client';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';
import { rootsOf } from './categories.view.ts';

export const categoriesPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './categories.graphql'),
  resolvers: {
    Query: {
      categories: async (_: unknown, __: unknown, { loaders }: WebContext) => rootsOf(await loaders.categories()),
    },
    Product: {
      category: async ({ categoryId }: Product, _: unknown, { loaders, call }: WebContext) =>
        (await optional('categories', call, loaders.categories))?.get(categoryId),
    },
  },
};
