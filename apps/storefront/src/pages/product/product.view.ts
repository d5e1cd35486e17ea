/** Sentences of a product's page. */

import { formatMoney, type Money } from '../../parts/money/money.ts';
import type { PriceReason, ProductFactsQuery, ProductOfferQuery } from './product.documents.ts';
import type { ReviewSort } from './reviews.documents.ts';

/** Product with its facts, and with the offer to whoever asks. */
export type Product = NonNullable<ProductFactsQuery['product']> & NonNullable<ProductOfferQuery['product']>;

/** Person who asks; null for a visitor. */
export type Viewer = ProductOfferQuery['viewer'];

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

/** Orders of reviews, with their names. */
export const reviewSorts: Readonly<Record<ReviewSort, string>> = {
  NEWEST: 'Newest first',
  HIGHEST: 'Best first',
  LOWEST: 'Worst first',
};

/** Sentence about a number of reviews. */
export const countOf = (count: number): string => (count === 1 ? '1 review' : `${count} reviews`);

interface ReducedPrice {
  readonly list: Money;
  readonly net: Money;
  readonly reasons: readonly PriceReason[];
  readonly promotion: { readonly percentOff: number; readonly until: string } | null;
}

/** Sentences that say why a price is below that of the list, and by how much. None where it is not. */
export function reasonsOf({ list, net, reasons, promotion }: ReducedPrice): readonly string[] {
  if (reasons.length === 0) return [];
  const saved = formatMoney({ amount: list.amount - net.amount, currency: list.currency });
  return [
    `You save ${saved}.`,
    ...reasons.map((reason) =>
      reason === 'PROMOTION' && promotion
        ? `${promotion.percentOff}% off for everybody, until ${lastDayOf(promotion.until)}.`
        : 'Your tier pays less.',
    ),
  ];
}

/** Last day of a time that ends at an instant: the day before, where it ends at midnight. */
const lastDayOf = (end: string): string => dateOf(new Date(Date.parse(end) - 1).toISOString());
