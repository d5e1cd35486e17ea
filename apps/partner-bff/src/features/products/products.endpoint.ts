/** Products with the partner's own prices and the stock behind them. */

import type { Call } from '@frontage/call';
import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import { currencies, decodeCursor, defaultCurrency, encodeCursor, type Currency } from '@frontage/dto-mapping';
import { permission, tierOf, type Principal } from '@frontage/policy';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { defineEndpoint, type Deps } from '../../deps.ts';
import { link } from '../../links.ts';
import { paging } from '../../paging.ts';
import { productListView, productView, toProductView } from './products.v2.view.ts';

interface Context {
  readonly deps: Deps;
  readonly call: Call;
  readonly principal: Principal;
  readonly currency: Currency;
}

const pricesOf = ({ deps, call, principal, currency }: Context, productIds: readonly string[]) =>
  deps.pricing.prices({ productIds, currency, tier: tierOf(principal) }, call);

const stockOf = ({ deps, call }: Context, productIds: readonly string[]) =>
  deps.inventory.availability(productIds, call);

interface ListContext extends Context {
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
  );

const currency = z
  .enum(currencies)
  .default(defaultCurrency)
  .meta({ description: 'The currency of prices (ISO 4217).' });

export const listProducts = defineEndpoint({
  name: 'listProducts',
  summary: 'Products of a category or a search',
  method: 'GET',
  path: '/products',
  // Partners copy the catalogue at night and in bulk; their orders come first.
  priority: 'low',
  access: permission('partner:catalog'),
  budget: { ms: 2_000, calls: 3 },
  input: {
    query: z.object({
      category: categoryId.optional().meta({ description: 'Only products in this category or below it.' }),
      q: searchText.optional(),
      currency,
      ...paging,
    }),
  },
  view: productListView,
  handle: async ({ input: { query }, principal, call }, deps) => {
    const list = `products ${query.category ?? ''} ${query.q ?? ''}`;
    const { page, prices, stock } = await gather(listParts, {
      deps,
      call,
      principal,
      currency: query.currency,
      category: query.category,
      search: query.q,
      after: decodeCursor(list, query.cursor),
      limit: query.limit,
    });
    const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
    return {
      total: page.total,
      _embedded: {
        products: page.products.map((product) =>
          toProductView(product, prices?.get(product.id), stock?.get(product.id)),
        ),
      },
      _links: {
        self: link('/products', query),
        ...(next !== undefined && { next: link('/products', { ...query, cursor: next }) }),
      },
    };
  },
});

const productParts = plan<Context & { readonly id: string }>()
  .required('product', ({ deps, call, id }) => deps.catalog.product(id, call))
  .optional('prices', (context) => pricesOf(context, [context.id]))
  .optional('stock', (context) => stockOf(context, [context.id]));

export const getProduct = defineEndpoint({
  name: 'getProduct',
  summary: 'One product',
  method: 'GET',
  path: '/products/{id}',
  access: permission('partner:catalog'),
  budget: { ms: 2_000, calls: 3 },
  input: { params: z.object({ id: productId }), query: z.object({ currency }) },
  view: productView,
  handle: async ({ input: { params, query }, principal, call }, deps) => {
    const context = { deps, call, principal, currency: query.currency, id: params.id };
    const { product, prices, stock } = await gather(productParts, context);
    return toProductView(product, prices?.get(product.id), stock?.get(product.id));
  },
});
