/** Client of the reviews service: Wire -> Model. */

import type { Call } from '@frontage/call';
import { inBatches, pageAfter, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import type { reviewSorts } from './bounds.ts';
import {
  batchOwnReviews,
  batchSummaries,
  deleteOwnReview,
  getReview,
  listReviews,
  maxBatch,
  putOwnReview,
  type reviewWire,
  type summaryWire,
} from './reviews.contract.ts';

export interface RatingSummary {
  readonly productId: string;
  /** Average from 1.0 to 5.0, rounded to one decimal by the service; 0 without reviews. */
  readonly average: number;
  readonly count: number;
  /** Numbers of reviews with 1, 2, 3, 4 and 5 stars. */
  readonly histogram: readonly [number, number, number, number, number];
}

/** Members of a review that its author writes. */
export interface ReviewFields {
  readonly rating: 1 | 2 | 3 | 4 | 5;
  readonly title: string;
  readonly text: string;
  /** Name under which it is shown. */
  readonly author: string;
}

export interface Review extends ReviewFields {
  readonly id: string;
  readonly productId: string;
  /** Time of the review, an ISO 8601 instant. */
  readonly createdAt: string;
}

/** Order of reviews. */
export type ReviewSort = (typeof reviewSorts)[number];

export interface ReviewQuery {
  readonly productId: string;
  /** Order. Default: newest. */
  readonly sort?: ReviewSort | undefined;
  /** Stars that they have. Default: any. */
  readonly rating?: number | undefined;
  /** Position: `next` of an earlier page of the same query. */
  readonly after?: string | undefined;
  /** Page size, 1 to 100. */
  readonly limit: number;
}

export interface ReviewPage {
  /** Reviews, in the order that was asked for. */
  readonly reviews: readonly Review[];
  /** Position after this page; undefined on the last one. Opaque to callers. */
  readonly next: string | undefined;
}

export interface ReviewsClient {
  /** Reads any number of summaries, by product id. Unknown ids are absent; known products without reviews have count 0. */
  summaries(productIds: readonly string[], call: Call): Promise<ReadonlyMap<string, RatingSummary>>;
  /** Reads a page of reviews. NOT_FOUND when there is no such product. */
  list(query: ReviewQuery, call: Call): Promise<ReviewPage>;
  /** Reads a review. NOT_FOUND when there is none. */
  review(id: string, call: Call): Promise<Review>;
  /** Reads the caller's own reviews of any number of products, by product id. Products without one are absent. */
  own(productIds: readonly string[], call: Call): Promise<ReadonlyMap<string, Review>>;
  /**
   * Writes the caller's review of a product, or replaces it: id and time stay. NOT_FOUND when there is no such product, FORBIDDEN reason
   * MAY_NOT_REVIEW for all but customers.
   */
  write(input: { readonly productId: string; readonly review: ReviewFields }, call: Call): Promise<Review>;
  /** Deletes the caller's review of a product, if there is one. NOT_FOUND and FORBIDDEN as for `write`. */
  remove(input: { readonly productId: string }, call: Call): Promise<void>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `REVIEWS_URL`. Default: the address of `npm start`. */
export const reviewsUrl = httpLocation.prefault('http://127.0.0.1:4404').describe('the reviews service');

/** Creates a client of the reviews service. */
export function createReviewsClient(options: Omit<HttpUpstreamOptions, 'service'>): ReviewsClient {
  const upstream = createHttpUpstream({ ...options, service: 'reviews' });
  return {
    state: upstream.state,
    close: upstream.close,
    summaries: async (productIds, call) => {
      const wires = await inBatches(productIds, maxBatch, async (batch) => {
        const wire = await upstream.send(batchSummaries, { body: { 'product-ids': batch } }, call);
        return wire.data.items;
      });
      return new Map(wires.map((wire) => [wire['product-id'], toSummary(wire)]));
    },
    list: async ({ productId, sort, rating, limit, after }, call) => {
      const query = { sort, stars: rating, page_token: after, page_size: limit };
      const request = { path: { id: productId }, query };
      const wire = await pageAfter(after, () => upstream.send(listReviews, request, call));
      return { reviews: wire.data.items.map(toReview), next: wire.meta.next_token ?? undefined };
    },
    review: async (id, call) => toReview((await upstream.send(getReview, { path: { id } }, call)).data),
    own: async (productIds, call) => {
      const wires = await inBatches(productIds, maxBatch, async (batch) => {
        const wire = await upstream.send(batchOwnReviews, { body: { 'product-ids': batch } }, call);
        return wire.data.items;
      });
      return new Map(wires.map((wire) => [wire['product-id'], toReview(wire)]));
    },
    write: async ({ productId: id, review: { rating, title, text, author } }, call) => {
      const body = { stars: rating, headline: title, body: text, 'written-by': { 'display-name': author } };
      return toReview((await upstream.send(putOwnReview, { path: { id }, body }, call)).data);
    },
    remove: ({ productId: id }, call) => upstream.send(deleteOwnReview, { path: { id } }, call),
  };
}

function toSummary({ 'product-id': productId, stars }: z.output<typeof summaryWire>): RatingSummary {
  const { average, total, distribution } = stars;
  const histogram = [distribution[1], distribution[2], distribution[3], distribution[4], distribution[5]] as const;
  return { productId, average, count: total, histogram };
}

const toReview = (wire: z.output<typeof reviewWire>): Review => ({
  id: wire['review-id'],
  productId: wire['product-id'],
  rating: wire.stars,
  title: wire.headline,
  text: wire.body,
  author: wire['written-by']['display-name'],
  createdAt: new Date(wire['posted-at'] * 1000).toISOString(),
});
