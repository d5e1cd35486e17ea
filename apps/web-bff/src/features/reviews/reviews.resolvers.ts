/** What people say of products. */

import type { Product } from '@frontage/catalog-client';
import { readConnection, readStart, type PageArguments } from '../../connection.ts';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { inWave, optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

async function reviews({ id: productId }: Product, args: PageArguments, { deps, call }: WebContext) {
  const start = readStart(`reviews ${productId}`, args);
  return optional('reviews', call, () =>
    readConnection(start, async (limit, after) => {
      const page = await inWave(call, () => deps.reviews.list({ productId, limit, after }, call));
      return { items: page.reviews, next: page.next };
    }),
  );
}

export const reviewsPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './reviews.graphql'),
  resolvers: {
    Product: {
      rating: ({ id }: Product, _: unknown, { loaders, call }: WebContext) =>
        optional('reviews', call, () => loaders.ratings.load(id)),
      reviews,
    },
  },
};
