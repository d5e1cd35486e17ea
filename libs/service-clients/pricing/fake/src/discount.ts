/** Rounding of prices, in one place. */

/** Takes a percentage off `cents`, rounded to the nearest minor unit, halves up. Integer arithmetic keeps it exact. */
export const discount = (cents: number, percentOff: number): number =>
  Math.floor((cents * (100 - percentOff) + 50) / 100);
