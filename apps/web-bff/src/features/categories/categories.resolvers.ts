/** Categories: the tree, one of it, and the category of a product. */

import { categoryId } from '@frontage/catalog-client/input';
import type { WebSchemaPart } from '../../schema-part.ts';
import { optional } from '../../degradation.ts';
import { notFound, requireId } from '../../input.ts';
import { readSdl } from '../../sdl.ts';
import { pathTo, rootsOf } from './categories.view.ts';

export const categoriesPart = {
  typeDefs: readSdl(import.meta.url, './categories.graphql'),
  resolvers: {
    Query: {
      categories: async (_, __, { loaders }) => rootsOf(await loaders.categories()),
      category: async (_, { id }, { loaders }) => {
        requireId(categoryId, id);
        return (await loaders.categories()).get(id) ?? notFound();
      },
    },
    Category: { path: pathTo },
    Product: {
      category: async ({ categoryId }, _, { loaders, call }) =>
        (await optional('categories', call, loaders.categories))?.get(categoryId),
    },
  },
} satisfies WebSchemaPart;
