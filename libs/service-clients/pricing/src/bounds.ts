/** How much pricing says, for its contract and for views of it. */

/** Most characters of what a promotion is called. */
export const maxLabelLength = 200;

/** Most price lists, and most promotions: of each, most that it is about. */
export const pricingBounds = { priceLists: 1_000, promotions: 1_000, appliesTo: 1_000 } as const;
