/** Search with facets. The catalog's index answers it in one call; it is required. */

import type { SearchPage } from '@frontage/catalog-client';
import { readConnection, readStart } from '../../connection.ts';
import { inWave, optional } from '../../degradation.ts';
import { readArguments } from '../../input.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import type { QueryResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { searchArguments, sorts } from './search.input.ts';

const search: QueryResolvers['search'] = async (_, args, { deps, call, loaders }) => {
  const query = { ...readArguments(searchArguments, args), sort: sorts[args.sort], currency: args.currency };
  const start = readStart(`search ${JSON.stringify(query)}`, args);
  let last: SearchPage | undefined;
  const connection = await readConnection(start, async (limit, after) => {
    last = await inWave(call, () => deps.catalog.search({ ...query, limit, after }, call));
    for (const product of last.products) loaders.products.prime(product.id, product);
    return { items: last.products, next: last.next, total: last.total };
  });
  return { ...connection, facets: last!.facets, suggestion: last!.suggestion };
};

export const searchPart = {
  typeDefs: readSdl(import.meta.url, './search.graphql'),
  resolvers: {
    Query: { search },
    CategoryFacet: {
      category: async ({ categoryId }, _, { loaders, call }) =>
        (await optional('categories', call, loaders.categories))?.get(categoryId),
    },
  },
} satisfies WebSchemaPart;
