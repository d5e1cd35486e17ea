/** Ratings and reviews of products. */

import { readConnection, readStart } from '../../connection.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { inWave, optional } from '../../degradation.ts';
import type { ProductResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';

const reviews: ProductResolvers['reviews'] = ({ id: productId }, args, { deps, call }) => {
  const start = readStart(`reviews ${productId}`, args);
  return optional('reviews', call, () =>
    readConnection(start, async (limit, after) => {
      const page = await inWave(call, () => deps.reviews.list({ productId, limit, after }, call));
      return { items: page.reviews, next: page.next, total: undefined };
    }),
  );
};

export const reviewsPart = {
  typeDefs: readSdl(import.meta.url, './reviews.graphql'),
  resolvers: {
    Product: {
      rating: ({ id }, _, { loaders, call }) => optional('reviews', call, () => loaders.ratings.load(id)),
      reviews,
    },
  },
} satisfies WebSchemaPart;
