/**
 * Seeded reviews: 6,000, each created on demand from its own random stream.
 *
 * None is kept in memory, and any can be created alone. Number 1 is a product's oldest.
 */

import { products } from './catalog.ts';
import { productById } from './product-index.ts';
import { randomOf, type Random } from './random.ts';
import { writeReview } from './review-text.ts';

/** Number of reviews, over all products. */
export const reviewTotal = 6_000;

export type Stars = 1 | 2 | 3 | 4 | 5;

export interface SeededReview {
  readonly productId: string;
  /** 1 is the product's oldest. */
  readonly number: number;
  readonly stars: Stars;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  /** ISO 8601 instant on a whole second. */
  readonly createdAt: string;
}

/** Time of the youngest review. It is fixed, so that the seed gives the same data on any day. */
const closedAt = Date.UTC(2026, 8, 1);

let counts: ReadonlyMap<string, number> | undefined;

/** Number of a product's reviews: many for few products, few for many, none for some. 0 for a product that is not seeded. */
export function reviewCount(productId: string): number {
  counts ??= shareOut();
  return counts.get(productId) ?? 0;
}

/** Shares the total out by weight. Differences of the rounded running sum add up to the total exactly. */
function shareOut(): ReadonlyMap<string, number> {
  const weights = products.map(({ id }) => {
    const random = randomOf(`review count ${id}`);
    return random.next() < 0.05 ? 0 : 0.05 + random.next() ** 3;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let running = 0;
  let given = 0;
  return new Map(
    products.map(({ id }, index) => {
      running += weights[index]!;
      const upTo = Math.round((reviewTotal * running) / sum);
      const count = upTo - given;
      given = upTo;
      return [id, count];
    }),
  );
}

/** Stars of one review, without its text: enough for a histogram. `number` must be from 1 to the product's count. */
export const reviewStars = (productId: string, number: number): Stars =>
  drawStars(quality(productId), randomOf(`stars ${productId} ${number}`));

/** Average of a product's stars, rounded to one decimal; 0 without reviews. */
export function reviewAverage(productId: string): number {
  const total = reviewCount(productId);
  let sum = 0;
  for (let number = 1; number <= total; number += 1) sum += reviewStars(productId, number);
  return total === 0 ? 0 : Math.round((10 * sum) / total) / 10;
}

/** Probability that a product pleases, 0.45 to 0.97: most are good, few are not. */
const quality = (productId: string): number => 0.97 - 0.52 * randomOf(`quality ${productId}`).next() ** 2;

function drawStars(likely: number, random: Random): Stars {
  // Some reviewers are disappointed whatever the product: a parcel came late.
  if (random.next() < 0.04) return 1;
  const pleased = [0, 1, 2, 3].filter(() => random.next() < likely).length;
  return (pleased + 1) as Stars;
}

/** One review. Undefined when the product has none of this number. */
export function review(productId: string, number: number): SeededReview | undefined {
  const product = productById.get(productId);
  const count = reviewCount(productId);
  if (!product || !Number.isInteger(number) || number < 1 || number > count) return undefined;
  const stars = reviewStars(productId, number);
  const random = randomOf(`review ${productId} ${number}`);
  // One review in each of `count` equal intervals since the product was created: sorted without sorting.
  const from = Date.parse(product.createdAt);
  const at = from + ((closedAt - from) * (number - 1 + random.next())) / count;
  const createdAt = new Date(Math.floor(at / 1000) * 1000).toISOString();
  return { productId, number, stars, ...writeReview(product, stars, random), createdAt };
}
