/** How much pricing says, for its contract and for views of it. */

/** Most characters of what a promotion is called. */
export const maxLabelLength = 200;
