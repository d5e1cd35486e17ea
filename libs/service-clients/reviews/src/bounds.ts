/** How much a review is, for the contract and for views of it. */

/** Most characters of a review. */
export const reviewBounds = { page: 100, title: 500, text: 20_000, author: 200 } as const;
