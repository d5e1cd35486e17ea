/** Products: lists and one. The catalog is required: what it cannot say is an error. */

import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import type { Product } from '@frontage/catalog-client';
import { Failure } from '@frontage/errors';
import { z } from 'zod';
import { readConnection, readStart, type Connection, type PageArguments } from '../../connection.ts';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { readArguments, requireId } from '../../input.ts';
import { inWave } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

interface ProductsArguments extends PageArguments {
  readonly category?: string | null;
  readonly search?: string | null;
}

/** Null counts as not given. */
const orAbsent = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined);
const filterArguments = z.object({ category: orAbsent(categoryId), search: orAbsent(searchText) });

async function products(
  _: unknown,
  args: ProductsArguments,
  { deps, call, loaders }: WebContext,
): Promise<Connection<Product>> {
  const filter = readArguments(filterArguments, args);
  const start = readStart(`products ${filter.category ?? ''} ${filter.search ?? ''}`, args);
  return readConnection(start, async (limit, after) => {
    const page = await inWave(call, () => deps.catalog.list({ ...filter, limit, after }, call));
    for (const product of page.products) loaders.products.prime(product.id, product);
    return { items: page.products, next: page.next, total: page.total };
  });
}

/** By its id, whatever others are asked for beside it: in one call. */
async function product(_: unknown, { id }: { id: string }, { loaders }: WebContext): Promise<Product> {
  requireId(productId, id);
  const found = await loaders.products.load(id);
  if (!found) throw new Failure('NOT_FOUND', 'There is no such product.');
  return found;
}

export const productsPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './products.graphql'),
  resolvers: { Query: { products, product } },
};
