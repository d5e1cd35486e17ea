/** Reviews service: contract and client. */
export { cacheReviews } from './reviews.cache.ts';
export { createReviewsClient, reviewsUrl } from './reviews.client.ts';
export type { RatingSummary, Review, ReviewFields, ReviewsClient } from './reviews.client.ts';
