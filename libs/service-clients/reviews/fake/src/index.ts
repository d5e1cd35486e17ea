/** The mock reviews service. */
export { fakeReviews, reviewsDocument } from './reviews.fake.ts';
