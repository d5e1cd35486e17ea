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
import { exampleRest, lacking, ofSome, readRest, restLink, restParams, type RestContext } from '../../rest.ts';
import {
  pickCount,
  productListView,
  productRestView,
  productView,
  toProductList,
  toProductRestView,
  toProductView,
} from './products.view.ts';

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
  etag: 'of-parts',
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

interface ProductContext extends ExtrasContext {
  readonly id: string;
}

const picksOf = async ({ deps, call }: ExtrasContext, id: string): Promise<readonly string[]> => {
  const picks = await deps.recommendations.forProducts({ productIds: [id], limit: pickCount }, call);
  return (picks.get(id) ?? []).map(({ productId }) => productId);
};

const productParts = plan<ProductContext>()
  .required('product', ({ deps, call, id }) => deps.catalog.product(id, call))
  .optional('prices', (context) => pricesOf(context, [context.id]))
  .optional('stock', (context) => stockOf(context, [context.id]))
  .optional('reviews', (context) => ratingsOf(context, [context.id]))
  .optional('recommendations', (context) => picksOf(context, context.id));

export const getProduct = defineEndpoint({
  name: 'getProduct',
  summary: 'One product',
  method: 'GET',
  path: '/products/{id}',
  access: publicAccess,
  budget: { ms: 800, calls: 5 },
  input: { params: z.object({ id: productId }), headers: clientHints },
  view: productView,
  etag: 'of-parts',
  handle: async ({ input: { params, headers }, principal, call }, deps) => {
    const currency = headers['accept-currency'];
    const parts = await gather(productParts, { deps, call, principal, currency, id: params.id });
    const { tokens } = deps;
    return {
      ...toProductView(parts.product, parts, headers),
      ...restLink('product', { tokens, call }, { shown: [params.id], currency }),
    };
  },
});

const restParts = plan<RestContext>()
  .optional('prices', (context) => ofSome(lacking(context, 'prices'), (ids) => pricesOf(context, ids)))
  .optional('stock', (context) => ofSome(lacking(context, 'stock'), (ids) => stockOf(context, ids)))
  .optional('reviews', (context) => ofSome(lacking(context, 'reviews'), (ids) => ratingsOf(context, ids)))
  .optional('recommendations', (context) =>
    ofSome(lacking(context, 'recommendations'), ([id]) => picksOf(context, id!)),
  );

export const productRest = defineEndpoint({
  name: 'productRest',
  summary: 'The parts that the screen of a product was lacking',
  description: 'Prices are in the currency of the screen. After a minute, 410: the app asks for the screen again.',
  method: 'GET',
  path: '/rest/product/{missing}',
  access: publicAccess,
  budget: { ms: 800, calls: 4 },
  input: { params: restParams },
  failures: ['GONE'],
  view: productRestView,
  example: () => ({
    parameters: exampleRest,
    answer: { id: 'p-001', rating: { average: 3.5, count: 23 }, picks: ['p-487', 'p-397'] },
  }),
  handle: async ({ input: { params }, principal, call }, deps) => {
    const { tokens } = deps;
    const { missing, shown, currency } = readRest('product', { tokens, call }, params.missing);
    const parts = await gather(restParts, { deps, call, principal, currency, missing, shown });
    return { ...toProductRestView(shown[0]!, parts), ...restLink('product', { tokens, call }, { shown, currency }) };
  },
});
