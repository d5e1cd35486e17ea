/** Calendar of promotions: recurring seasons, dated around a day. */

import { categories, promotions, type Season, type SeededProduct, type SeededPromotion } from '@frontage/seed';

/** Promotion in one of its recurrences. */
export interface DatedPromotion extends Omit<SeededPromotion, 'season'> {
  /** Id of the recurrence: `light-days-2026-11`. */
  readonly id: string;
  readonly from: Date;
  /** First instant after the end. */
  readonly until: Date;
  readonly state: 'PAST' | 'IN_FORCE' | 'UPCOMING';
}

/** Dates the last, current and next recurrence of every promotion. */
export const promotionsAround = (now: Date): DatedPromotion[] =>
  promotions.flatMap(({ season, ...promotion }) =>
    [-1, 0, 1].map((offset) => {
      const { label, from, until } = roundOf(season, now, offset);
      const state = now < from ? 'UPCOMING' : now < until ? 'IN_FORCE' : 'PAST';
      return { ...promotion, id: `${promotion.id}-${label}`, from, until, state };
    }),
  );

export const promotionsInForce = (now: Date): DatedPromotion[] =>
  promotionsAround(now).filter(({ state }) => state === 'IN_FORCE');

/** Finds the promotion that takes off most. Promotions do not add up. */
export function bestPromotion(product: SeededProduct, inForce: readonly DatedPromotion[]): DatedPromotion | undefined {
  let best: DatedPromotion | undefined;
  for (const promotion of inForce) {
    if (promotion.percentOff > (best?.percentOff ?? 0) && appliesTo(promotion, product)) best = promotion;
  }
  return best;
}

const parentOf = new Map(categories.map(({ id, parentId }) => [id, parentId]));

function appliesTo({ categoryIds, productIds }: DatedPromotion, { id, categoryId }: SeededProduct): boolean {
  const parentId = parentOf.get(categoryId);
  return (
    productIds.includes(id) ||
    categoryIds.includes(categoryId) ||
    (parentId !== undefined && categoryIds.includes(parentId))
  );
}

interface Round {
  readonly label: string;
  readonly from: Date;
  readonly until: Date;
}

function roundOf({ every, first, last }: Season, now: Date, offset: number): Round {
  const year = now.getUTCFullYear();
  if (every === 'year') {
    const of = year + offset;
    return { label: String(of), from: utc(of, first - 1, 1), until: utc(of, last, 1) };
  }
  const from = utc(year, now.getUTCMonth() + offset, first);
  const nextMonth = utc(year, now.getUTCMonth() + offset + 1, 1);
  const dayAfter = utc(year, now.getUTCMonth() + offset, last + 1);
  // A season to day 31 ends with a shorter month. It must not run into the next.
  const until = dayAfter < nextMonth ? dayAfter : nextMonth;
  return { label: from.toISOString().slice(0, 7), from, until };
}

const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month, day));
