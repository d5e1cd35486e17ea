/** Writing and deleting of the customer's own review of a product. */

import { productId } from '@frontage/catalog-client/input';
import type { Review } from '@frontage/reviews-client';
import { reviewInput } from '@frontage/reviews-client/input';
import { z } from 'zod';
import type { WebContext } from '../../context.ts';
import { inWave, optional } from '../../degradation.ts';
import { readArguments, requireNamed } from '../../input.ts';
import type { DeleteReviewPayloadResolvers, MutationResolvers } from '../../schema.types.ts';
import { withUserErrors, type WithErrors } from '../../user-errors.ts';

/** Product after a write, by its id: none after a refusal. */
export interface ReviewedView {
  readonly productId: string | undefined;
}

export interface WriteReviewView extends ReviewedView {
  readonly review: Review | undefined;
}

export type WrittenReviewPayload = WithErrors<WriteReviewView>;
export type DeletedReviewPayload = WithErrors<ReviewedView>;

const reviewArguments = z.object({ input: reviewInput.extend({ productId: z.string() }) });

/** Makes the operation read again what a write has changed. */
function forget(id: string, { loaders }: WebContext): void {
  loaders.ratings.clear(id);
  loaders.ownReviews.clear(id);
}

const nothing = { review: undefined, productId: undefined };

export const writeReview: MutationResolvers['writeReview'] = (_, args, context, info) =>
  withUserErrors<WriteReviewView>({ info, about: 'productId', unchanged: () => nothing }, async () => {
    const { deps, call } = context;
    const { productId: id, ...fields } = readArguments(reviewArguments, args).input;
    requireNamed(productId, 'productId', id);
    const review = await inWave(call, () => deps.reviews.write({ productId: id, review: fields }, call));
    forget(id, context);
    return { review, productId: id };
  });

export const deleteReview: MutationResolvers['deleteReview'] = (_, { input }, context, info) =>
  withUserErrors<ReviewedView>({ info, about: 'productId', unchanged: () => nothing }, async () => {
    const { deps, call } = context;
    requireNamed(productId, 'productId', input.productId);
    await inWave(call, () => deps.reviews.remove({ productId: input.productId }, call));
    forget(input.productId, context);
    return { productId: input.productId };
  });

/** Product after a write: optional, as the review stands without it. */
export const reviewedProduct: DeleteReviewPayloadResolvers['product'] = ({ productId: id }, _, { loaders, call }) =>
  id === undefined ? undefined : optional('products', call, () => loaders.products.load(id));
