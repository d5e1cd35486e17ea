/** Products: lists, and one by id. */

import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import { publicAccess } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { clientHints, pageSize } from '../../client-hints.ts';
import { defineEndpoint } from '../../deps.ts';
import { paging } from '../../paging.ts';
import { pricesOf, ratingsOf, stockOf, type ExtrasContext } from '../../product-extras.ts';
import { pickCount, productListView, productView, toProductList, toProductView } from './products.view.ts';

interface ListContext extends ExtrasContext {
  readonly category: string | undefined;
  readonly search: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

const listParts = plan<ListContext>()
  .required('page', ({ deps, call, category, search, after, limit }) =>
    deps.catalog.list({ category, search, after, limit }, call),
  )
  .optional(
    'prices',
    (context, { page }) =>
      pricesOf(
        context,
        page.products.map(({ id }) => id),
      ),
    ['page'],
  )
  .optional(
    'stock',
    (context, { page }) =>
      stockOf(
        context,
        page.products.map(({ id }) => id),
      ),
    ['page'],
  )
  .optional(
    'reviews',
    (context, { page }) =>
      ratingsOf(
        context,
        page.products.map(({ id }) => id),
      ),
    ['page'],
  );

export const listProducts = defineEndpoint({
  name: 'listProducts',
  summary: 'Products of a category or a search',
  method: 'GET',
  path: '/products',
  access: publicAccess,
  budget: { ms: 800, calls: 4 },
  input: {
    query: z.object({
      category: categoryId.optional().meta({ description: 'Only products in this category or below it.' }),
      q: searchText.optional(),
      ...paging,
    }),
    headers: clientHints,
  },
  view: productListView,
  etag: true,
  handle: async ({ input: { query, headers }, principal, call }, deps) => {
    const list = `products ${query.category ?? ''} ${query.q ?? ''}`;
    const { page, ...extras } = await gather(listParts, {
      deps,
      call,
      principal,
      currency: headers['accept-currency'],
      category: query.category,
      search: query.q,
      after: decodeCursor(list, query.cursor),
      limit: query.limit ?? pageSize(20, headers),
    });
    const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
    return toProductList(page.products, extras, headers, next);
  },
});

const productParts = plan<ExtrasContext & { readonly id: string }>()
  .required('product', ({ deps, call, id }) => deps.catalog.product(id, call))
  .optional('prices', (context) => pricesOf(context, [context.id]))
  .optional('stock', (context) => stockOf(context, [context.id]))
  .optional('reviews', (context) => ratingsOf(context, [context.id]))
  .optional('recommendations', async ({ deps, call, id }) => {
    const picks = await deps.recommendations.forProducts({ productIds: [id], limit: pickCount }, call);
    return (picks.get(id) ?? []).map(({ productId }) => productId);
  });

export const getProduct = defineEndpoint({
  name: 'getProduct',
  summary: 'One product',
  method: 'GET',
  path: '/products/{id}',
  access: publicAccess,
  budget: { ms: 800, calls: 5 },
  input: { params: z.object({ id: productId }), headers: clientHints },
  view: productView,
  etag: true,
  handle: async ({ input: { params, headers }, principal, call }, deps) => {
    const currency = headers['accept-currency'];
    const parts = await gather(productParts, { deps, call, principal, currency, id: params.id });
    return toProductView(parts.product, { ...parts, picks: parts.recommendations }, headers);
  },
});
