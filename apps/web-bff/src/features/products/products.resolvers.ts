/** Products: lists, and one by id. The catalog is required: its failure is an error. */

import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import { z } from 'zod';
import { readConnection, readStart, type PageArguments } from '../../connection.ts';
import type { WebContext } from '../../context.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { notFound, orAbsent, readArguments, requireId } from '../../input.ts';
import { inWave } from '../../degradation.ts';
import { prefetchRecommendations } from '../../prefetch.ts';
import type { CategoryResolvers, QueryResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';

const filterArguments = z.object({ category: orAbsent(categoryId), search: orAbsent(searchText) });

/** List of products that pass a filter. */
function listProducts(filter: z.output<typeof filterArguments>, args: PageArguments, context: WebContext) {
  const { deps, call, loaders } = context;
  const start = readStart(`products ${filter.category ?? ''} ${filter.search ?? ''}`, args);
  return readConnection(start, async (limit, after) => {
    const page = await inWave(call, () => deps.catalog.list({ ...filter, limit, after }, call));
    for (const product of page.products) loaders.products.prime(product.id, product);
    return { items: page.products, next: page.next, total: page.total };
  });
}

const products: QueryResolvers['products'] = (_, args, context) =>
  listProducts(readArguments(filterArguments, args), args, context);

const ofCategory: CategoryResolvers['products'] = ({ id }, args, context) =>
  listProducts({ category: id, search: undefined }, args, context);

/** One product by id. All that one operation asks for share one call. */
const product: QueryResolvers['product'] = async (_, { id }, { loaders }, info) => {
  requireId(productId, id);
  if (info) prefetchRecommendations(id, loaders, info);
  return (await loaders.products.load(id)) ?? notFound();
};

export const productsPart = {
  typeDefs: readSdl(import.meta.url, './products.graphql'),
  resolvers: { Query: { products, product }, Category: { products: ofCategory } },
} satisfies WebSchemaPart;
