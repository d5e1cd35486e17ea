/** What may be kept of the reviews service's answers, and for how long. */

import { batchPerRequest, type Cache } from '@frontage/cache';
import type { ReviewsClient } from './reviews.client.ts';

const terms = {
  part: 'reviews',
  scope: 'public',
  ttlMs: 60_000,
  staleWhileRevalidateMs: 5 * 60_000,
  staleIfErrorMs: 60 * 60_000,
} as const;
const reviewsTag = (productId: string): string => `reviews:${productId}`;

/** The same client, cached; summaries batched for each request. */
export const cacheReviews = (client: ReviewsClient, cache: Cache): ReviewsClient => ({
  ...client,
  summaries: batchPerRequest(
    cache.batch({ ...terms, name: 'reviews.summaries', tags: (id) => [reviewsTag(id)] }, client.summaries),
  ),
  list: cache.method({ ...terms, name: 'reviews.list', tags: ({ productId }) => [reviewsTag(productId)] }, client.list),
});
