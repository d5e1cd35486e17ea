/** Bounds of pricing, for its contract and its views. */

/** Longest label of a promotion, in characters. */
export const maxLabelLength = 200;

/** Most price lists, most promotions, and most items that one promotion applies to. */
export const pricingBounds = { priceLists: 1_000, promotions: 1_000, appliesTo: 1_000 } as const;
