/** Sentences of a product's page. */

/** Day as people read it: `Thursday 3 December`. `day` is `2026-12-03`. */
export const dayOf = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** Day of an instant, as people read it: `3 December 2026`. */
export const dateOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

/** Shares of reviews with 5 to 1 stars, in percent, best first. `histogram` counts those with 1 to 5. */
export function sharesOf(
  histogram: readonly number[],
): readonly { readonly stars: number; readonly count: number; readonly percent: number }[] {
  const sum = histogram.reduce((total, count) => total + count, 0);
  return histogram
    .map((count, at) => ({ stars: at + 1, count, percent: sum === 0 ? 0 : Math.round((100 * count) / sum) }))
    .toReversed();
}
