/** Bounds of reviews, for their contract and views. */

/** Largest page, and longest texts of a review in characters. */
export const reviewBounds = { page: 100, title: 500, text: 20_000, author: 200 } as const;
