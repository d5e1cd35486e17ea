/** Bounds of reviews, for their contract, their input and views. */

/** Orders of reviews: the newest first, or by stars in each direction, and then the newest first. */
export const reviewSorts = ['newest', 'highest', 'lowest'] as const;

/** Largest page, and longest texts of a review in characters. */
export const reviewBounds = { page: 100, title: 500, text: 20_000, author: 200 } as const;

/** Longest texts of a review that is written now, in characters. Older ones may be longer. */
export const newReviewBounds = { title: 120, text: 5_000, author: 60 } as const;
