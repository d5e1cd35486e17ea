/** The reviews service: contract and client. */
export { createReviewsClient } from './reviews.client.ts';
export type { RatingSummary, Review, ReviewPage, ReviewsClient } from './reviews.client.ts';
