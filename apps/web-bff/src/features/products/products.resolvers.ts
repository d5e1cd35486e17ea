/** Products: lists and one. The catalog is required: what it cannot say is an error. */

import type { Product } from '@frontage/catalog-client';
import { Failure } from '@frontage/errors';
import { readConnection, readStart, type Connection, type PageArguments } from '../../connection.ts';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { inWave } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

interface ProductsArguments extends PageArguments {
  readonly category?: string | null;
  readonly search?: string | null;
}

async function products(
  _: unknown,
  args: ProductsArguments,
  { deps, call, loaders }: WebContext,
): Promise<Connection<Product>> {
  const filter = readFilter(args);
  const start = readStart(`products ${filter.category ?? ''} ${filter.search ?? ''}`, args);
  return readConnection(start, async (limit, after) => {
    const page = await inWave(call, () => deps.catalog.list({ ...filter, limit, after }, call));
    for (const product of page.products) loaders.products.prime(product.id, product);
    return { items: page.products, next: page.next, total: page.total };
  });
}

const categoryPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;
const maxSearch = 100;

function readFilter({ category, search }: ProductsArguments) {
  const errors = [
    ...(category != null && !categoryPattern.test(category)
      ? [{ pointer: '#/category', detail: 'is not the id of a category' }]
      : []),
    ...(search != null && search.length > maxSearch
      ? [{ pointer: '#/search', detail: `must be at most ${maxSearch} characters` }]
      : []),
  ];
  if (errors.length > 0) throw new Failure('INVALID_INPUT', 'The products cannot be looked for like this.', { errors });
  return { category: category ?? undefined, search: search ?? undefined };
}

/** By its id, whatever others are asked for beside it: in one call. */
async function product(_: unknown, { id }: { id: string }, { loaders }: WebContext): Promise<Product> {
  const found = await loaders.products.load(id);
  if (!found) throw new Failure('NOT_FOUND', 'There is no such product.');
  return found;
}

export const productsPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './products.graphql'),
  resolvers: { Query: { products, product } },
};
