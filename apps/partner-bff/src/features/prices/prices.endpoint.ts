/** Prices of the partner, as its tier has them. */

import type { Call } from '@frontage/call';
import { categoryId, productId } from '@frontage/catalog-client/input';
import { decodeCursor, encodeCursor } from '@frontage/dto-mapping';
import type { Currency } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';
import { permission, tierOf, type Tier } from '@frontage/policy';
import type { Price } from '@frontage/pricing-client';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { defineEndpoint, type Deps } from '../../deps.ts';
import type { Query } from '../../representation/links.ts';
import { paging } from '../../representation/paging.ts';
import { priceCurrency } from '../../representation/price-currency.ts';
import { productFilter, queryOf, refuseBeside } from '../../representation/product-filter.ts';
import { samples } from '../../samples.ts';
import type { Representation, Version } from '../../version.ts';

export interface PriceList {
  readonly prices: readonly Price[];
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Query;
  readonly next: string | undefined;
}

/** Representations that a version gives of prices. */
export interface PriceViews {
  readonly price: Representation<[price: Price]>;
  readonly priceList: Representation<[list: PriceList]>;
}

interface Context {
  readonly deps: Deps;
  readonly call: Call;
  readonly currency: Currency;
  readonly tier: Tier;
}

const pricesOf = ({ deps, call, currency, tier }: Context, productIds: readonly string[]) =>
  deps.pricing.prices({ productIds, currency, tier }, call);

interface PageContext extends Context {
  readonly category: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Parts of a page of the catalogue. */
const pageParts = plan<PageContext>()
  .required('page', ({ deps, call, category, after, limit }) => deps.catalog.list({ category, after, limit }, call))
  .required(
    'prices',
    (context, { page }) =>
      pricesOf(
        context,
        page.products.map(({ id }) => id),
      ),
    ['page'],
  );

/** Parts of prices of certain products. The catalogue is asked beside pricing, which may have prices of products that are gone. */
const chosenParts = plan<Context & { readonly ids: readonly string[] }>()
  .required('products', ({ deps, call, ids }) => deps.catalog.products(ids, call))
  .required('prices', (context) => pricesOf(context, context.ids));

const oneParts = plan<Context & { readonly id: string }>()
  .required('product', ({ deps, call, id }) => deps.catalog.product(id, call))
  .required('prices', (context) => pricesOf(context, [context.id]));

const query = z.object({
  product: productFilter,
  category: categoryId.optional().meta({ description: 'Only products in this category or below it.' }),
  currency: priceCurrency,
  ...paging,
});

const listPrices = ({ views }: Version<PriceViews>) =>
  defineEndpoint({
    name: 'listPrices',
    summary: 'The prices of this partner',
    description: 'Products without a price in the currency are left out, so that a page may have fewer than its limit.',
    method: 'GET',
    path: '/prices',
    // Partners copy all prices in bulk; orders come before that.
    priority: 'low',
    access: permission('partner:catalog'),
    budget: { ms: 2_000, calls: 2 },
    input: { query },
    etag: true,
    view: views.priceList.view,
    example: () => ({
      parameters: { product: `${samples.product.id},p-002` },
      answer: views.priceList.of({
        prices: [samples.price],
        query: { product: `${samples.product.id},p-002` },
        next: undefined,
      }),
    }),
    handle: async ({ input: { query }, principal, call }, deps) => {
      const { product: ids, category, cursor, limit, currency } = query;
      const context = { deps, call, currency, tier: tierOf(principal) };
      const list = `prices ${ids ? 'of products' : (category ?? '')}`;
      const after = decodeCursor(list, cursor);
      if (ids) {
        refuseBeside(query, 'category', 'cursor');
        const { products, prices } = await gather(chosenParts, { ...context, ids });
        const known = ids.filter((id) => products.has(id));
        return views.priceList.of({ prices: present(prices, known), query: queryOf(query), next: undefined });
      }
      const { page, prices } = await gather(pageParts, { ...context, category, after, limit });
      const found = present(
        prices,
        page.products.map(({ id }) => id),
      );
      const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
      return views.priceList.of({ prices: found, query: queryOf(query), next });
    },
  });

const getPrice = ({ views }: Version<PriceViews>) =>
  defineEndpoint({
    name: 'getPrice',
    summary: 'The price of a product for this partner',
    description: 'A product that has no price in the currency is 404 with the reason `PRICE_UNKNOWN`.',
    method: 'GET',
    path: '/prices/{productId}',
    access: permission('partner:catalog'),
    budget: { ms: 2_000, calls: 2 },
    input: { params: z.object({ productId }), query: z.object({ currency: priceCurrency }) },
    etag: true,
    view: views.price.view,
    example: () => ({ parameters: { productId: samples.product.id }, answer: views.price.of(samples.price) }),
    handle: async ({ input: { params, query }, principal, call }, deps) => {
      const { currency } = query;
      const context = { deps, call, currency, tier: tierOf(principal), id: params.productId };
      const { product, prices } = await gather(oneParts, context);
      const price = prices.get(product.id);
      if (price) return views.price.of(price);
      throw new Failure('NOT_FOUND', `The product has no price in ${currency}.`, { reason: 'PRICE_UNKNOWN' });
    },
  });

export const priceEndpoints = (version: Version<PriceViews>) => [listPrices(version), getPrice(version)];

/** Prices that there are, in the order of the ids. */
const present = (prices: ReadonlyMap<string, Price>, ids: readonly string[]): readonly Price[] =>
  ids.flatMap((id) => prices.get(id) ?? []);
