/** Reviews of a product. */

import { productId } from '@frontage/catalog-client/input';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { publicAccess } from '@frontage/policy';
import { z } from 'zod';
import { dataSaving, pageSize } from '../../client-hints.ts';
import { defineEndpoint } from '../../deps.ts';
import { paging } from '../../paging.ts';
import { forEverybody } from '../../public-answer.ts';
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
  input: { params: z.object({ id: productId }), query: z.object(paging), headers: dataSaving },
  view: reviewListView,
  etag: 'of-parts',
  cacheControl: forEverybody,
  handle: async ({ input: { params, query, headers }, call }, { reviews }) => {
    const list = `reviews ${params.id}`;
    const after = decodeCursor(list, query.cursor);
    const page = await reviews.list({ productId: params.id, limit: query.limit ?? pageSize(10, headers), after }, call);
    return toReviewList(page.reviews, page.next === undefined ? undefined : encodeCursor(list, page.next));
  },
});
