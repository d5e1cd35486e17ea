/** Products with the partner's prices, and stock. */

import type { Call } from '@frontage/call';
import type { Product, ProductQuery } from '@frontage/catalog-client';
import { categoryId, productId, searchText } from '@frontage/catalog-client/input';
import type { Currency } from '@frontage/dto-mapping/money';
import { encodeCursor, type Fields } from '@frontage/dto-mapping';
import type { Availability } from '@frontage/inventory-client';
import { Reply } from '@frontage/http-server';
import { permission, tierOf, type Principal } from '@frontage/policy';
import type { Price } from '@frontage/pricing-client';
import { gather, plan } from '@frontage/resilience';
import { z } from 'zod';
import { defineEndpoint, type Deps } from '../../deps.ts';
import { priceCurrency } from '../../representation/price-currency.ts';
import { samples } from '../../samples.ts';
import type { Query } from '../../representation/links.ts';
import type { PagingViews } from '../../representation/paging.ts';
import type { Representation, Version } from '../../version.ts';

/** Offer: a product with the partner's price and its stock; undefined where a service failed. */
export interface Offer {
  readonly product: Product;
  readonly price: Price | undefined;
  readonly stock: Availability | undefined;
}

export interface OfferList {
  readonly offers: readonly Offer[];
  /** Number of offers on all pages. */
  readonly total: number;
  /** Query of the request for this page; `next` is the cursor of the next page. */
  readonly query: Query;
  readonly next: string | undefined;
}

/** Terms of a list that a client may set: its parameters, and how the catalog is told of them. */
export interface ProductTerms {
  readonly parameters: z.ZodRawShape;
  readonly termsOf: (query: object) => Partial<Pick<ProductQuery, 'brand' | 'sort' | 'updatedSince'>>;
}

/** Representations that a version gives of products. */
export interface ProductViews {
  readonly product: Representation<[offer: Offer]>;
  readonly productList: Representation<[list: OfferList]>;
  /** Further terms of the list. Default: it is in order of age, and of all brands. */
  readonly productTerms?: ProductTerms;
}

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

/** Parts that nobody asked for. */
const unwanted = ({ wants }: Fields) => ({
  omit: [...(wants('price') ? [] : (['prices'] as const)), ...(wants('stock') ? [] : (['stock'] as const))],
});

interface ListContext extends Context {
  readonly category: string | undefined;
  readonly search: string | undefined;
  readonly terms: ReturnType<ProductTerms['termsOf']>;
  readonly after: string | undefined;
  readonly limit: number;
}

const listParts = plan<ListContext>()
  .required('page', ({ deps, call, category, search, terms, after, limit }) =>
    deps.catalog.list({ category, search, ...terms, after, limit }, call),
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

/** Part of the name of a list: a cursor of one order is of no use in another. Lists without terms keep the name that they had. */
const cursorPart = (terms: object): string => {
  const given = Object.entries(terms).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : ` ${JSON.stringify(given)}`;
};

const listProducts = ({ views }: Version<ProductViews & PagingViews>) =>
  defineEndpoint({
    name: 'listProducts',
    summary: 'Products of a category or a search',
    method: 'GET',
    path: '/products',
    // Partners copy the whole catalogue in bulk; orders come before that.
    priority: 'low',
    access: permission('partner:catalog'),
    budget: { ms: 2_000, calls: 3 },
    input: {
      query: z.object({
        category: categoryId.optional().meta({ description: 'Only products in this category or below it.' }),
        q: searchText.optional(),
        currency: priceCurrency,
        ...views.productTerms?.parameters,
        ...views.paging.parameters,
      }),
    },
    etag: true,
    view: views.productList.view,
    example: () => ({
      parameters: { category: 'desk-lamps' },
      answer: views.productList.of({
        offers: [samples.offer],
        total: 1,
        query: { category: 'desk-lamps' },
        next: undefined,
      }),
    }),
    handle: async ({ input: { query }, principal, call, fields }, deps) => {
      const terms = views.productTerms?.termsOf(query) ?? {};
      const list = `products ${query.category ?? ''} ${query.q ?? ''}${cursorPart(terms)}`;
      const context = {
        ...{ deps, call, principal, currency: query.currency, category: query.category, search: query.q, terms },
        ...views.paging.pageOf(list, query),
      };
      const { page, prices, stock } = await gather(listParts, context, unwanted(fields));
      const next = page.next === undefined ? undefined : encodeCursor(list, page.next);
      const offers = page.products.map((product) => ({
        product,
        price: prices?.get(product.id),
        stock: stock?.get(product.id),
      }));
      return views.productList.of({ offers, total: page.total, query: query as Query, next });
    },
  });

const productParts = plan<Context & { readonly id: string }>()
  .required('product', ({ deps, call, id }) => deps.catalog.product(id, call))
  .optional('prices', (context) => pricesOf(context, [context.id]))
  .optional('stock', (context) => stockOf(context, [context.id]));

const offerParts = plan<Context & { readonly id: string }>()
  .optional('prices', (context) => pricesOf(context, [context.id]))
  .optional('stock', (context) => stockOf(context, [context.id]));

/** Offer of a product that is at hand. */
export async function offerOf(product: Product, context: Context): Promise<Offer> {
  const { prices, stock } = await gather(offerParts, { ...context, id: product.id });
  return { product, price: prices?.get(product.id), stock: stock?.get(product.id) };
}

const getProduct = ({ views }: Version<ProductViews>) =>
  defineEndpoint({
    name: 'getProduct',
    summary: 'One product',
    method: 'GET',
    path: '/products/{id}',
    access: permission('partner:catalog'),
    budget: { ms: 2_000, calls: 3 },
    input: { params: z.object({ id: productId }), query: z.object({ currency: priceCurrency }) },
    etag: true,
    view: views.product.view,
    example: () => ({ parameters: { id: samples.product.id }, answer: views.product.of(samples.offer) }),
    handle: async ({ input: { params, query }, principal, call, fields }, deps) => {
      const context = { deps, call, principal, currency: query.currency, id: params.id };
      const { product, prices, stock } = await gather(productParts, context, unwanted(fields));
      const offer = { product, price: prices?.get(product.id), stock: stock?.get(product.id) };
      return new Reply(views.product.of(offer), { revision: product.revision });
    },
  });

export const productEndpoints = (version: Version<ProductViews & PagingViews>) => [
  listProducts(version),
  getProduct(version),
];
