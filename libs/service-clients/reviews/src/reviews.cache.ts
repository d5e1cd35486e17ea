/** Cache policies of the reviews service. */

import type { Cache } from '@frontage/cache';
import type { ReviewsClient } from './reviews.client.ts';

const terms = {
  part: 'reviews',
  scope: 'public',
  ttlMs: 60_000,
  staleWhileRevalidateMs: 5 * 60_000,
  staleIfErrorMs: 60 * 60_000,
} as const;
/** Tag of answers about the reviews of a product. */
export const reviewsTag = (productId: string): string => `reviews:${productId}`;

/** Caches the reads of a client. A customer's own reviews are not cached: they are read where they are written. */
export const cacheReviews = (client: ReviewsClient, cache: Cache): ReviewsClient => ({
  ...client,
  summaries: cache.batch({ ...terms, name: 'reviews.summaries', tags: (id) => [reviewsTag(id)] }, client.summaries),
  list: cache.method({ ...terms, name: 'reviews.list', tags: ({ productId }) => [reviewsTag(productId)] }, client.list),
  write: cache.change(({ productId }) => [reviewsTag(productId)], client.write),
  remove: cache.change(({ productId }) => [reviewsTag(productId)], client.remove),
});
