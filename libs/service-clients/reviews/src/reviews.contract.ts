/**
 * Contract of the reviews service: its wire format and its operations. The format is kebab-case in envelopes of `data` and `meta`, with
 * instants as Unix seconds.
 */

import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';
import { reviewBounds, reviewSorts } from './bounds.ts';
import { rating, reviewInput } from './input.ts';

const count = z.number().int().min(0);

export const summaryWire = z.object({
  'product-id': z.string(),
  stars: z.object({
    /** Average, rounded to one decimal; 0 without reviews. */
    average: z.number().min(0).max(5),
    total: count,
    /** Numbers of reviews by stars. */
    distribution: z.object({ '1': count, '2': count, '3': count, '4': count, '5': count }),
  }),
});

export const reviewWire = z.object({
  'review-id': z.string(),
  'product-id': z.string(),
  stars: rating,
  headline: z.string().max(reviewBounds.title),
  body: z.string().max(reviewBounds.text),
  'written-by': z.object({ 'display-name': z.string().max(reviewBounds.author) }),
  /** Time in Unix seconds, up to the year 9999. ISO 8601 instants have four digits for the year. */
  'posted-at': z.number().int().min(0).max(253_402_300_799),
});

/** Paging. `next_token` is null on the last page, and where there are no pages. */
const metaWire = z.object({ next_token: z.string().nullable() });

/** Largest batch, in ids. */
export const maxBatch = 100;

export const batchSummaries = defineHttpOperation({
  name: 'reviews.batchSummaries',
  summary: 'Ratings of products by ids; unknown ids are left out',
  method: 'POST',
  path: '/v1/summaries',
  idempotent: true,
  body: z.strictObject({ 'product-ids': z.array(z.string()).min(1).max(maxBatch) }),
  response: z.object({ data: z.object({ items: z.array(summaryWire).max(maxBatch) }), meta: metaWire }),
});

export const listReviews = defineHttpOperation({
  name: 'reviews.listReviews',
  summary: 'Reviews of one product, newest first unless another order is asked for',
  method: 'GET',
  path: '/v1/products/{id}/reviews',
  query: z.object({
    /** Order. Default: newest. */
    sort: z.enum(reviewSorts).optional(),
    /** Only those with so many stars. */
    stars: z.coerce.number().int().min(1).max(5).optional(),
    /** Position: `next_token` of an earlier page with the same `sort` and `stars`. */
    page_token: z.string().max(200).optional(),
    page_size: z.coerce.number().int().min(1).max(100).default(10),
  }),
  response: z.object({ data: z.object({ items: z.array(reviewWire).max(reviewBounds.page) }), meta: metaWire }),
});

const reviewEnvelope = z.object({ data: reviewWire });

export const getReview = defineHttpOperation({
  name: 'reviews.getReview',
  summary: 'One review by its id',
  method: 'GET',
  path: '/v1/reviews/{id}',
  response: reviewEnvelope,
});

export const batchOwnReviews = defineHttpOperation({
  name: 'reviews.batchOwnReviews',
  summary: 'Reviews that the caller wrote of products by ids; products without one are left out',
  method: 'POST',
  path: '/v1/own-reviews',
  idempotent: true,
  body: z.strictObject({ 'product-ids': z.array(z.string()).min(1).max(maxBatch) }),
  response: z.object({ data: z.object({ items: z.array(reviewWire).max(maxBatch) }), meta: metaWire }),
});

const { title, text, author } = reviewInput.shape;

export const putOwnReview = defineHttpOperation({
  name: 'reviews.putOwnReview',
  summary:
    'Writes the one review that the caller has of a product, or replaces it; its id and its time stay. For customers',
  method: 'PUT',
  path: '/v1/products/{id}/own-review',
  body: z.strictObject({
    stars: rating,
    headline: title,
    body: text,
    'written-by': z.strictObject({ 'display-name': author }),
  }),
  response: reviewEnvelope,
});

export const deleteOwnReview = defineHttpOperation({
  name: 'reviews.deleteOwnReview',
  summary: 'Deletes the review that the caller has of a product, if there is one. For customers',
  method: 'DELETE',
  path: '/v1/products/{id}/own-review',
  response: z.undefined(),
});

/** Reasons of the reviews service, beyond the failure table. */
export type ReviewsReason = 'MAY_NOT_REVIEW';

export const reviewsOperations = [
  batchSummaries,
  listReviews,
  getReview,
  batchOwnReviews,
  putOwnReview,
  deleteOwnReview,
];
