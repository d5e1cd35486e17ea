/** The one place where a price is rounded. */

/** `cents` less so many percent, to the nearest minor unit, halves up; in whole numbers, and so exact. */
export const discount = (cents: number, percentOff: number): number =>
  Math.floor((cents * (100 - percentOff) + 50) / 100);
