/** Events of the reviews service, and what they invalidate. */

import { z } from 'zod';
import { reviewsTag } from './reviews.cache.ts';

/** Body of `rating.changed`: a review of the product was written, changed or deleted. */
const ratingChanged = z.object({
  productId: z.string().min(1).max(64),
  rating: z.number().min(0).max(5),
  ratingCount: z.int().min(0),
});

/** Product that a `rating.changed` tells of, with its average stars and the number of its reviews. Throws for a malformed body. */
export const ratingOfEvent = (data: unknown): z.output<typeof ratingChanged> => ratingChanged.parse(data);

/** Cache tags that each event invalidates, by topic. Throws for a malformed body. */
export const reviewInvalidations = {
  'rating.changed': (data: unknown): readonly string[] => [reviewsTag(ratingOfEvent(data).productId)],
};
