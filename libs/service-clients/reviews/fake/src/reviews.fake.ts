/** Mock reviews service: ratings and reviews of the seeded products. Texts are generated on reading. */

import { Failure } from '@frontage/errors';
import { productById, review, reviewCount, reviewStars, type SeededReview } from '@frontage/seed';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import type { z } from 'zod';
import {
  batchSummaries,
  listReviews,
  reviewsOperations,
  type reviewWire,
  type summaryWire,
} from '@frontage/reviews-client/contract';

type SummaryWire = z.output<typeof summaryWire>;
type ReviewWire = z.output<typeof reviewWire>;

/** Creates a reviews service with the seeded reviews. */
export function fakeReviews(): HttpFake {
  const summaries = new Map<string, SummaryWire>();
  const summaryOf = (productId: string): SummaryWire => {
    const known = summaries.get(productId);
    if (known) return known;
    const summary = summarise(productId);
    summaries.set(productId, summary);
    return summary;
  };

  const routes: Route[] = [
    implement(batchSummaries, ({ body }) => ({
      data: { items: body['product-ids'].filter((id) => productById.has(id)).map(summaryOf) },
      meta: { next_token: null },
    })),
    implement(listReviews, ({ params, query: { page_token, page_size } }) => {
      const productId = params['id']!;
      if (!productById.has(productId)) throw new Failure('NOT_FOUND', 'There is no such product.');
      const newest = page_token === undefined ? reviewCount(productId) : readToken(page_token, productId) - 1;
      const size = Math.min(page_size, newest);
      const items = Array.from({ length: size }, (_, index) => toWire(review(productId, newest - index)!));
      const last = items.at(-1);
      return { data: { items }, meta: { next_token: last && newest > size ? last['review-id'] : null } };
    }),
  ];
  return { protocol: 'http', name: 'reviews', routes, openapi: reviewsDocument() };
}

/** OpenAPI document of the service. */
export const reviewsDocument = (): object =>
  contractDocument('reviews', 'What buyers say: ratings and reviews of products.', reviewsOperations);

function summarise(productId: string): SummaryWire {
  const total = reviewCount(productId);
  const distribution = { '1': 0, '2': 0, '3': 0, '4': 0, '5': 0 };
  let sum = 0;
  for (let number = 1; number <= total; number += 1) {
    const stars = reviewStars(productId, number);
    distribution[stars] += 1;
    sum += stars;
  }
  const average = total === 0 ? 0 : Math.round((10 * sum) / total) / 10;
  return { 'product-id': productId, stars: { average, total, distribution } };
}

const reviewId = (productId: string, number: number): string => `${productId}-r${number}`;

/** Reads a position: the last review of the page before. New reviews so do not shift pages. */
function readToken(token: string, productId: string): number {
  const number = Number(/-r(\d{1,4})$/.exec(token)?.[1]);
  if (token !== reviewId(productId, number) || !review(productId, number)) {
    throw new Failure('INVALID_INPUT', 'page_token is not one of this list.');
  }
  return number;
}

const toWire = ({ productId, number, stars, title, text, author, createdAt }: SeededReview): ReviewWire => ({
  'review-id': reviewId(productId, number),
  'product-id': productId,
  stars,
  headline: title,
  body: text,
  'written-by': { 'display-name': author },
  'posted-at': Date.parse(createdAt) / 1000,
});
