/** The services, called without anything between: no deadline, no retry, no contract check, no limit. A transport sends, this names. */

import {
  toCategories,
  toPicks,
  toPicksByProduct,
  toPrices,
  toProduct,
  toProductPage,
  toRatings,
  toReviews,
  toStock,
  type Category,
  type Recommended,
  type Price,
  type Product,
  type ProductPage,
  type Rating,
  type Review,
  type Stock,
} from './shop.ts';
import { createStockClient } from './stock-client.ts';
import type {
  CategoryListWire,
  OrderListWire,
  OrderWire,
  PicksWire,
  PricesWire,
  ProductListWire,
  ProductWire,
  RatingsWire,
  ReviewsWire,
} from './wire.ts';

/** Who asks. Peers believe whatever the request says: nothing is on. */
export interface Visitor {
  /** `Frontage-Caller`, passed on as it came. */
  readonly caller: string;
  /** The price list. */
  readonly tier: string;
}

/** Reads the visitor from a request's headers. */
export const toVisitor = (headers: Readonly<Record<string, string | string[] | undefined>>): Visitor => ({
  caller: String(headers['frontage-caller'] ?? 'anonymous'),
  tier: String(headers['x-price-tier'] ?? 'standard'),
});

/** What a transport is asked to send. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  /** `http://127.0.0.1:4401` */
  readonly origin: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Sends, and gives the parsed body. Rejects on anything but a success. */
export type Transport = (outgoing: Outgoing) => Promise<unknown>;

export interface NewOrder {
  readonly lines: readonly { readonly product: string; readonly quantity: number }[];
  readonly currency: string;
}

export type Services = ReturnType<typeof createServices>;

/** The services at the addresses of the environment: `CATALOG_URL` and the rest. */
export function createServices(transport: Transport, env: Readonly<Record<string, string | undefined>> = process.env) {
  const send = async <T>(
    service: string,
    request: Omit<Outgoing, 'origin' | 'headers'>,
    { caller }: Visitor,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> =>
    (await transport({
      ...request,
      origin: env[`${service.toUpperCase()}_URL`] ?? '',
      headers: { authorization: `Bearer test-token-for-${service}`, 'frontage-caller': caller, ...headers },
    })) as T;
  const get = <T>(service: string, path: string, visitor: Visitor): Promise<T> =>
    send(service, { method: 'GET', path }, visitor);
  const post = <T>(service: string, path: string, body: object, visitor: Visitor): Promise<T> =>
    send(service, { method: 'POST', path, body }, visitor);
  const stock = createStockClient(env['INVENTORY_URL'] ?? '');

  return {
    products: async (limit: number, visitor: Visitor): Promise<ProductPage> =>
      toProductPage(await get<ProductListWire>('catalog', `/products?page_size=${limit}`, visitor)),
    product: async (id: string, visitor: Visitor): Promise<Product> =>
      toProduct(await get<ProductWire>('catalog', `/products/${encodeURIComponent(id)}`, visitor)),
    productsById: async (ids: readonly string[], visitor: Visitor): Promise<Product[]> =>
      (
        await post<Pick<ProductListWire, 'product_list'>>('catalog', '/products/batch', { product_ids: ids }, visitor)
      ).product_list.map(toProduct),
    categories: async (visitor: Visitor): Promise<Category[]> =>
      toCategories(await get<CategoryListWire>('catalog', '/categories', visitor)),
    prices: async (ids: readonly string[], currency: string, visitor: Visitor): Promise<Price[]> => {
      const body = { productIds: ids, currencyCode: currency, tier: visitor.tier };
      return toPrices(await post<PricesWire>('pricing', '/prices/batch', body, visitor));
    },
    stock: async (ids: readonly string[], visitor: Visitor): Promise<Stock[]> =>
      toStock(await stock.getAvailability(ids, visitor.caller)),
    ratings: async (ids: readonly string[], visitor: Visitor): Promise<Rating[]> =>
      toRatings(await post<RatingsWire>('reviews', '/v1/summaries', { 'product-ids': ids }, visitor)),
    reviews: async (id: string, limit: number, visitor: Visitor): Promise<Review[]> =>
      toReviews(await get<ReviewsWire>('reviews', `/v1/products/${id}/reviews?page_size=${limit}`, visitor)),
    picksForCaller: async (limit: number, visitor: Visitor): Promise<Recommended[]> =>
      toPicks(await get<PicksWire>('recommendations', `/picks/for-caller?n=${limit}`, visitor)),
    picksForProducts: async (
      ids: readonly string[],
      limit: number,
      visitor: Visitor,
    ): Promise<Map<string, Recommended[]>> =>
      toPicksByProduct(await post<PicksWire>('recommendations', '/picks/for-products', { ids, n: limit }, visitor)),
    orders: (limit: number, visitor: Visitor): Promise<OrderListWire> => {
      const [kind, id] = visitor.caller.split(':');
      return get<OrderListWire>('orders', `/orders?owner_kind=${kind}&owner_id=${id}&page_size=${limit}`, visitor);
    },
    placeOrder: async ({ lines, currency }: NewOrder, key: string, visitor: Visitor): Promise<OrderWire> => {
      const body = {
        line_items: lines.map(({ product, quantity }) => ({ product_ref: product, qty: quantity })),
        currency_code: currency,
        price_tier: visitor.tier,
      };
      const request = { method: 'POST', path: '/orders', body } as const;
      return (await send<{ order: OrderWire }>('orders', request, visitor, { 'idempotency-key': key })).order;
    },
    cancelOrder: async (id: string, key: string, visitor: Visitor): Promise<OrderWire> => {
      const request = { method: 'POST', path: `/orders/${id}/cancel` } as const;
      return (await send<{ order: OrderWire }>('orders', request, visitor, { 'idempotency-key': key })).order;
    },
  };
}
