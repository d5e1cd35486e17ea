/** Schemas of the input of reviews, for the contract and for the edge: what the edge lets through, the service does not refuse. */

import { identifier, writtenLine, writtenText } from '@frontage/dto-mapping/fields';
import { z } from 'zod';
import { newReviewBounds as bounds } from './bounds.ts';

/** Id of a review. */
export const reviewId = identifier('The review.', 'is not the id of a review');

/** Rating, in whole stars. */
export const rating = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)], 'must be from 1 to 5')
  .meta({ description: 'Stars, of which 5 are best.' });

/** Members of a review that its author writes. */
export const reviewInput = z.strictObject({
  rating,
  title: writtenLine(bounds.title, 'Title, as plain text.'),
  text: writtenText(bounds.text, 'Text, as plain text.'),
  author: writtenLine(bounds.author, 'The name under which it is shown.'),
});
