/** Categories: the tree, and the category of a product. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { optional } from '../../degradation.ts';
import { readSdl } from '../../sdl.ts';
import { rootsOf } from './categories.view.ts';

export const categoriesPart = {
  typeDefs: readSdl(import.meta.url, './categories.graphql'),
  resolvers: {
    Query: {
      categories: async (_, __, { loaders }) => rootsOf(await loaders.categories()),
    },
    Product: {
      category: async ({ categoryId }, _, { loaders, call }) =>
        (await optional('categories', call, loaders.categories))?.get(categoryId),
    },
  },
} satisfies WebSchemaPart;
