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
import { memoryReviewStore, newestFirst, type ReviewStore, type StoredReview } from './review-store.ts';

type SummaryWire = z.output<typeof summaryWire>;
type ReviewWire = z.output<typeof reviewWire>;

export interface ReviewsFakeOptions {
  /** Store of written reviews. Default: memory, empty. */
  readonly store?: ReviewStore;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
}

/** Creates a reviews service with the seeded reviews, which nobody owns. */
export function fakeReviews({
  store = memoryReviewStore(),
  now = () => new Date(),
}: ReviewsFakeOptions = {}): HttpFake {
  const tallies = new Map<string, Tally>();
  const seededTally = (productId: string): Tally => {
    const known = tallies.get(productId);
    if (known) return known;
    const tally = tallySeeded(productId);
    tallies.set(productId, tally);
    return tally;
  };

  const routes: Route[] = [
    implement(batchSummaries, async ({ body }) => {
      const ids = body['product-ids'].filter((id) => productById.has(id));
      const written = Map.groupBy(await store.ofProducts(ids), ({ productId }) => productId);
      const items = ids.map((id) => summarise(id, seededTally(id), written.get(id) ?? []));
      return { data: { items }, meta: { next_token: null } };
    }),
    implement(listReviews, async ({ params, query: { page_token, page_size } }) => {
      const productId = requireProduct(params['id']!);
      // Written reviews are newer than all seeded ones.
      const start = readToken(page_token, productId);
      const written = start.among === 'seeded' ? [] : (await store.ofProducts([productId])).filter(start.isAfter);
      const page = written.slice(0, page_size);
      const newest = start.among === 'seeded' ? start.number - 1 : reviewCount(productId);
      const size = Math.min(page_size - page.length, newest);
      const seeded = Array.from({ length: size }, (_, index) => review(productId, newest - index)!);
      const items = [...page.map(toWrittenWire), ...seeded.map(toSeededWire)];
      const isLast = page.length === written.length && size === newest;
      return { data: { items }, meta: { next_token: isLast ? null : tokenOf(seeded.at(-1), page.at(-1)) } };
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
      return { data: toWrittenWire(await store.put(written)) };
    }),
    implement(deleteOwnReview, async ({ params, caller }) => {
      const customerId = requireCustomer(caller);
      await store.remove(customerId, requireProduct(params['id']!));
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

const seededId = (productId: string, number: number): string => `${productId}-r${number}`;

function seededById(id: string): SeededReview | undefined {
  const [, productId = '', number] = /^(.+)-r(\d{1,4})$/.exec(id) ?? [];
  const found = productById.has(productId) ? review(productId, Number(number)) : undefined;
  return found && seededId(productId, found.number) === id ? found : undefined;
}

/** Position in a list: after a seeded review, or after a written one. */
type Position =
  | { readonly among: 'seeded'; readonly number: number }
  | { readonly among: 'written'; readonly isAfter: (review: StoredReview) => boolean };

/** Token of the last review of a page. New and deleted reviews so do not shift pages. */
function tokenOf(seeded: SeededReview | undefined, written: StoredReview | undefined): string | null {
  if (seeded) return seededId(seeded.productId, seeded.number);
  return written ? `${written.productId}-w${written.postedAt}.${written.id}` : null;
}

function readToken(token: string | undefined, productId: string): Position {
  if (token === undefined) return { among: 'written', isAfter: () => true };
  const seeded = seededById(token);
  if (seeded?.productId === productId) return { among: 'seeded', number: seeded.number };
  const [, postedAt, id] = /^-w(\d{1,12})\.(rv-[\da-f-]{36})$/.exec(token.slice(productId.length)) ?? [];
  if (!token.startsWith(productId) || postedAt === undefined || id === undefined) {
    throw new Failure('INVALID_INPUT', 'page_token is not one of this list.');
  }
  const last = { id, postedAt: Number(postedAt) };
  return { among: 'written', isAfter: (each) => newestFirst(each, { ...each, ...last }) > 0 };
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
