/** Mock reviews service: ratings and reviews of the seeded products. Texts of seeded reviews are generated on reading. */

import type { Caller } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { productById, review, reviewCount, reviewStars, type SeededReview } from '@frontage/seed';
import { contractDocument, implement, type HttpFake, type Route } from '@frontage/service-host';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  batchOwnReviews,
  batchSummaries,
  deleteOwnReview,
  getReview,
  listReviews,
  putOwnReview,
  reviewsOperations,
  type ReviewsReason,
  type reviewWire,
  type summaryWire,
} from '@frontage/reviews-client/contract';
import { pageOfReviews, seededId } from './review-list.ts';
import { memoryReviewStore, type ReviewStore, type StoredReview } from './review-store.ts';

type SummaryWire = z.output<typeof summaryWire>;
type ReviewWire = z.output<typeof reviewWire>;

export interface ReviewsFakeOptions {
  /** Store of written reviews. Default: memory, empty. */
  readonly store?: ReviewStore;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Receives changes of ratings, to be published. */
  readonly publish?: (event: RatingEvent) => void;
}

/** Event of a rating: a review of the product was written, changed or deleted. */
export interface RatingEvent {
  readonly type: 'rating.changed';
  readonly productId: string;
  readonly rating: number;
  readonly ratingCount: number;
}

/** Creates a reviews service with the seeded reviews, which nobody owns. */
export function fakeReviews({
  store = memoryReviewStore(),
  now = () => new Date(),
  publish = () => undefined,
}: ReviewsFakeOptions = {}): HttpFake {
  const tallies = new Map<string, Tally>();
  const seededTally = (productId: string): Tally => {
    const known = tallies.get(productId);
    if (known) return known;
    const tally = tallySeeded(productId);
    tallies.set(productId, tally);
    return tally;
  };

  const summaries = async (ids: readonly string[]): Promise<SummaryWire[]> => {
    const written = Map.groupBy(await store.ofProducts(ids), ({ productId }) => productId);
    return ids.map((id) => summarise(id, seededTally(id), written.get(id) ?? []));
  };
  const publishRating = async (productId: string): Promise<void> => {
    const [summary] = await summaries([productId]);
    const { average, total } = summary!.stars;
    publish({ type: 'rating.changed', productId, rating: average, ratingCount: total });
  };

  const routes: Route[] = [
    implement(batchSummaries, async ({ body }) => {
      const items = await summaries(body['product-ids'].filter((id) => productById.has(id)));
      return { data: { items }, meta: { next_token: null } };
    }),
    implement(listReviews, async ({ params, query }) => {
      const productId = requireProduct(params['id']!);
      const { page, next } = pageOfReviews(productId, await store.ofProducts([productId]), query);
      const items = page.map((each) =>
        'written' in each ? toWrittenWire(each.written) : toSeededWire(review(productId, each.number)!),
      );
      return { data: { items }, meta: { next_token: next } };
    }),
    implement(getReview, async ({ params }) => {
      const id = params['id']!;
      const seeded = seededById(id);
      if (seeded) return { data: toSeededWire(seeded) };
      const found = await store.find(id);
      if (!found) throw new Failure('NOT_FOUND', 'There is no such review.');
      return { data: toWrittenWire(found) };
    }),
    implement(batchOwnReviews, async ({ body, caller }) => {
      const own = caller.kind === 'customer' ? await store.ofCustomer(caller.id, body['product-ids']) : [];
      return { data: { items: own.map(toWrittenWire) }, meta: { next_token: null } };
    }),
    implement(putOwnReview, async ({ params, body, caller }) => {
      const customerId = requireCustomer(caller);
      const productId = requireProduct(params['id']!);
      const { stars, headline: title, body: text } = body;
      const author = body['written-by']['display-name'];
      const postedAt = Math.floor(now().getTime() / 1_000);
      const written = { id: `rv-${randomUUID()}`, productId, customerId, stars, title, text, author, postedAt };
      const kept = await store.put(written);
      await publishRating(productId);
      return { data: toWrittenWire(kept) };
    }),
    implement(deleteOwnReview, async ({ params, caller }) => {
      const customerId = requireCustomer(caller);
      const productId = requireProduct(params['id']!);
      await store.remove(customerId, productId);
      await publishRating(productId);
      return undefined;
    }),
  ];
  return { protocol: 'http', name: 'reviews', routes, openapi: reviewsDocument() };
}

/** OpenAPI document of the service. */
export const reviewsDocument = (): object =>
  contractDocument('reviews', 'What buyers say: ratings and reviews of products.', reviewsOperations);

function requireProduct(productId: string): string {
  if (productById.has(productId)) return productId;
  throw new Failure('NOT_FOUND', 'There is no such product.');
}

/** Id of the customer who calls. All customers may review, whether they bought here or not. */
function requireCustomer(caller: Caller): string {
  if (caller.kind === 'customer') return caller.id;
  const reason: ReviewsReason = 'MAY_NOT_REVIEW';
  throw new Failure('FORBIDDEN', 'Only customers write reviews.', { reason });
}

/** Numbers of reviews with 1, 2, 3, 4 and 5 stars. */
type Tally = readonly number[];

function tallySeeded(productId: string): Tally {
  const tally = [0, 0, 0, 0, 0];
  for (let number = 1; number <= reviewCount(productId); number += 1) tally[reviewStars(productId, number) - 1]! += 1;
  return tally;
}

function summarise(productId: string, seeded: Tally, written: readonly StoredReview[]): SummaryWire {
  const tally = [...seeded];
  for (const { stars } of written) tally[stars - 1]! += 1;
  const total = tally.reduce((sum, count) => sum + count, 0);
  const sum = tally.reduce((stars, count, index) => stars + count * (index + 1), 0);
  const average = total === 0 ? 0 : Math.round((10 * sum) / total) / 10;
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = tally;
  const distribution = { '1': one, '2': two, '3': three, '4': four, '5': five };
  return { 'product-id': productId, stars: { average, total, distribution } };
}

function seededById(id: string): SeededReview | undefined {
  const [, productId = '', number] = /^(.+)-r(\d{1,4})$/.exec(id) ?? [];
  const found = productById.has(productId) ? review(productId, Number(number)) : undefined;
  return found && seededId(productId, found.number) === id ? found : undefined;
}

const toSeededWire = ({ productId, number, stars, title, text, author, createdAt }: SeededReview): ReviewWire => ({
  'review-id': seededId(productId, number),
  'product-id': productId,
  stars,
  headline: title,
  body: text,
  'written-by': { 'display-name': author },
  'posted-at': Date.parse(createdAt) / 1000,
});

const toWrittenWire = ({ id, productId, stars, title, text, author, postedAt }: StoredReview): ReviewWire => ({
  'review-id': id,
  'product-id': productId,
  stars,
  headline: title,
  body: text,
  'written-by': { 'display-name': author },
  'posted-at': postedAt,
});
