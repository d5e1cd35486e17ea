/** Products: lists, and one by id. The catalog is required: its failure is an error. */

import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import { Failure } from '@frontage/errors';
import { z } from 'zod';
import { readConnection, readStart } from '../../connection.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { orAbsent, readArguments, requireId } from '../../input.ts';
import { inWave } from '../../degradation.ts';
import { prefetchRecommendations } from '../../prefetch.ts';
import type { QueryResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';

const filterArguments = z.object({ category: orAbsent(categoryId), search: orAbsent(searchText) });

const products: QueryResolvers['products'] = (_, args, { deps, call, loaders }) => {
  const filter = readArguments(filterArguments, args);
  const start = readStart(`products ${filter.category ?? ''} ${filter.search ?? ''}`, args);
  return readConnection(start, async (limit, after) => {
    const page = await inWave(call, () => deps.catalog.list({ ...filter, limit, after }, call));
    for (const product of page.products) loaders.products.prime(product.id, product);
    return { items: page.products, next: page.next, total: page.total };
  });
};

/** One product by id. All that one operation asks for share one call. */
const product: QueryResolvers['product'] = async (_, { id }, { loaders }, info) => {
  requireId(productId, id);
  if (info) prefetchRecommendations(id, loaders, info);
  const found = await loaders.products.load(id);
  if (!found) throw new Failure('NOT_FOUND', 'There is no such product.');
  return found;
};

export const productsPart = {
  typeDefs: readSdl(import.meta.url, './products.graphql'),
  resolvers: { Query: { products, product } },
} satisfies WebSchemaPart;
