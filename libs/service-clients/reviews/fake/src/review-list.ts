/**
 * Lists of reviews: the seeded ones of a product and those that were written, in one of the orders. A position is the place of the last review
 * that was shown, so that reviews that come and go meanwhile make no page repeat or skip others.
 */

import { Failure } from '@frontage/errors';
import { reviewCount, reviewStars } from '@frontage/seed';
import type { ReviewSort } from '@frontage/reviews-client';
import { newestFirst, type Posted, type StoredReview } from './review-store.ts';

/** Review in a list: one that was written, or the number of a seeded one, whose text is made when it is shown. */
type Listed =
  { readonly stars: number; readonly written: StoredReview } | { readonly stars: number; readonly number: number };

/** Place of a review in every order. */
type Place = { readonly stars: number } & ({ readonly written: Posted } | { readonly number: number });

export interface ReviewListQuery {
  readonly sort?: ReviewSort | undefined;
  readonly stars?: number | undefined;
  readonly page_token?: string | undefined;
  readonly page_size: number;
}

/** Page of a product's reviews; `written` are all that were written of it. */
export function pageOfReviews(productId: string, written: readonly StoredReview[], query: ReviewListQuery) {
  const { sort = 'newest', stars, page_token, page_size } = query;
  const after = page_token === undefined ? undefined : placeOf(page_token, productId);
  const seeded = Array.from({ length: reviewCount(productId) }, (_, index) => ({
    stars: reviewStars(productId, index + 1),
    number: index + 1,
  }));
  const all: Listed[] = [...written.map((review) => ({ stars: review.stars, written: review })), ...seeded];
  const rest = all
    .filter((each) => stars === undefined || each.stars === stars)
    .filter((each) => after === undefined || orders[sort](after, each) < 0)
    .toSorted(orders[sort]);
  const page = rest.slice(0, page_size);
  return { page, next: rest.length > page.length ? tokenOf(page.at(-1)!, productId) : null };
}

export const seededId = (productId: string, number: number): string => `${productId}-r${number}`;

/** Written reviews are newer than all seeded ones. */
function newest(one: Place, other: Place): number {
  if ('number' in one) return 'number' in other ? other.number - one.number : 1;
  return 'number' in other ? -1 : newestFirst(one.written, other.written);
}

const orders: Readonly<Record<ReviewSort, (one: Place, other: Place) => number>> = {
  newest,
  highest: (one, other) => other.stars - one.stars || newest(one, other),
  lowest: (one, other) => one.stars - other.stars || newest(one, other),
};

const tokenOf = (last: Listed, productId: string): string =>
  'number' in last
    ? seededId(productId, last.number)
    : `${productId}-w${last.written.postedAt}.${last.written.id}.${last.stars}`;

function placeOf(token: string, productId: string): Place {
  const own = token.startsWith(productId) ? token.slice(productId.length) : '';
  const number = Number(/^-r([1-9]\d{0,3})$/.exec(own)?.[1] ?? 0);
  if (number > 0 && number <= reviewCount(productId)) return { number, stars: reviewStars(productId, number) };
  const [, postedAt, id, stars] = /^-w(\d{1,12})\.(rv-[\da-f-]{36})\.([1-5])$/.exec(own) ?? [];
  if (postedAt !== undefined && id !== undefined) {
    return { stars: Number(stars), written: { id, postedAt: Number(postedAt) } };
  }
  throw new Failure('INVALID_INPUT', 'page_token is not one of this list.');
}
