/** The mock reviews service. */
export { fakeReviews, reviewsDocument } from './reviews.fake.ts';
export { openSqlReviewStore } from './sql-review-store.ts';
export type { ReviewTables } from './sql-review-store.ts';
