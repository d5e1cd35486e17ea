/** Reviews of a product. */

import { productId } from '@frontage/catalog-client/input';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { publicAccess } from '@frontage/policy';
import { z } from 'zod';
import { defineEndpoint } from '../../deps.ts';
import { paging } from '../../paging.ts';
import { reviewListView, toReviewList } from './reviews.view.ts';

export const listReviews = defineEndpoint({
  name: 'listReviews',
  summary: 'Reviews of a product, newest first',
  method: 'GET',
  path: '/products/{id}/reviews',
  // Low, as its reader already has the product on the screen.
  priority: 'low',
  access: publicAccess,
  budget: { ms: 800, calls: 1 },
  input: { params: z.object({ id: productId }), query: z.object(paging) },
  view: reviewListView,
  handle: async ({ input: { params, query }, call }, { reviews }) => {
    const list = `reviews ${params.id}`;
    const after = decodeCursor(list, query.cursor);
    const page = await reviews.list({ productId: params.id, limit: query.limit ?? 10, after }, call);
    return toReviewList(page.reviews, page.next === undefined ? undefined : encodeCursor(list, page.next));
  },
});
