/** Reviews on the phone. */

import { defineView, nextCursor, type ViewOf } from '@frontage/dto-mapping';
import { instant, text } from '@frontage/dto-mapping/fields';
import type { Review } from '@frontage/reviews-client';
import { reviewBounds } from '@frontage/reviews-client/bounds';
import { z } from 'zod';
import { maxPageSize } from '../../paging.ts';

export const reviewListView = defineView(
  'ReviewList',
  z
    .object({
      items: z
        .array(
          z
            .object({
              rating: z.int().min(1).max(5).meta({ description: 'Stars.' }),
              title: text(reviewBounds.title, 'Title.'),
              text: text(reviewBounds.text, 'Text.'),
              author: text(reviewBounds.author, 'Name of the author.'),
              at: instant('Instant at which it was written.'),
            })
            .meta({ description: 'A review.' }),
        )
        .max(maxPageSize)
        .meta({ description: 'One page of reviews.' }),
      next: nextCursor,
    })
    .meta({ description: 'Reviews, newest first.' }),
);

/** View of a page of reviews; `next` is the cursor of the next page. */
export const toReviewList = (reviews: readonly Review[], next: string | undefined): ViewOf<typeof reviewListView> => ({
  items: reviews.map(({ rating, title, text, author, createdAt }) => ({ rating, title, text, author, at: createdAt })),
  next,
});
