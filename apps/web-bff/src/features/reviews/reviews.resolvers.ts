/** Ratings and reviews of products. */

import type { ReviewSort as Order } from '@frontage/reviews-client';
import { readConnection, readStart } from '../../connection.ts';
import type { WebSchemaPart } from '../../schema-part.ts';
import { entityId } from '../../entity-id.ts';
import { inWave, optional } from '../../degradation.ts';
import { requireRange } from '../../input.ts';
import type { ProductResolvers, ReviewSort } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { deleteReview, reviewedProduct, writeReview } from './write-review.ts';

/** Orders by their names in the schema. */
const sorts = { NEWEST: 'newest', HIGHEST: 'highest', LOWEST: 'lowest' } as const satisfies Record<ReviewSort, Order>;

const reviews: ProductResolvers['reviews'] = ({ id: productId }, args, { deps, call }) => {
  const [sort, rating] = [sorts[args.sort], args.rating ?? undefined];
  if (rating !== undefined) requireRange('rating', rating, 1, 5);
  const start = readStart(`reviews ${productId} ${sort} ${rating ?? ''}`, args);
  return optional('reviews', call, () =>
    readConnection(start, async (limit, after) => {
      const page = await inWave(call, () => deps.reviews.list({ productId, sort, rating, limit, after }, call));
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
