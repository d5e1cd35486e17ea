/** Products: lists and one. The catalog is required: what it cannot say is an error. */

import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import type { Product } from '@frontage/catalog-client';
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

async function product(_: unknown, { id }: { id: string }, { deps, call, loaders }: WebContext): Promise<Product> {
  requireId(productId, id);
  const found = await inWave(call, () => deps.catalog.product(id, call));
  loaders.products.prime(found.id, found);
  return found;
}

export const productsPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './products.graphql'),
  resolvers: { Query: { products, product } },
};
