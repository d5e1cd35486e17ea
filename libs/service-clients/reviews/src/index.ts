/** Reviews service: contract and client. */
export { cacheReviews } from './reviews.cache.ts';
export { createReviewsClient, reviewsUrl } from './reviews.client.ts';
export { ratingOfEvent, reviewInvalidations } from './reviews.events.ts';
export type { RatingSummary, Review, ReviewFields, ReviewQuery, ReviewSort, ReviewsClient } from './reviews.client.ts';
