/** Ratings, and the customer's own reviews, by product id. */

import type { Call } from '@frontage/call';
import type { RatingSummary, Review, ReviewsClient } from '@frontage/reviews-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

export const ratingsLoader = (reviews: ReviewsClient, call: Call): Loader<RatingSummary> =>
  batchLoader(call, (ids) => reviews.summaries(ids, call));

export const ownReviewsLoader = (reviews: ReviewsClient, call: Call): Loader<Review> =>
  batchLoader(call, (ids) => reviews.own(ids, call));
