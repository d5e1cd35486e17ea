/** Ratings and reviews of products. */

import { readConnection, readStart } from '../../connection.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { entityId } from '../../entity-id.ts';
import { inWave, optional } from '../../degradation.ts';
import type { ProductResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { deleteReview, reviewedProduct, writeReview } from './write-review.ts';

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
      viewerReview: ({ id }, _, { loaders, principal, call }) =>
        principal.kind === 'customer' ? optional('reviews', call, () => loaders.ownReviews.load(id)) : undefined,
    },
    // The ids of the reviews service tell nothing of their type.
    Review: { id: ({ id }) => entityId('review', id) },
    Mutation: { writeReview, deleteReview },
    WriteReviewPayload: { product: reviewedProduct },
    DeleteReviewPayload: { product: reviewedProduct },
  },
} satisfies WebSchemaPart;
