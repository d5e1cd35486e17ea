/** The screens of phone and partner, composed by hand from the services: what Fastify, Express and a client of its own all do. */

import type { NewOrder, Services, Visitor } from './services.ts';
import type { Price, Product, Rating, Stock } from './shop.ts';
import type { OrderWire } from './wire.ts';

const currency = 'EUR';
/** CSS pixels of a tile and of the screen, on a screen of two device pixels each. */
const tileWidth = 2 * 160;
const screenWidth = 2 * 320;

interface Around {
  readonly prices: ReadonlyMap<string, Price>;
  readonly stock: ReadonlyMap<string, Stock>;
  readonly ratings: ReadonlyMap<string, Rating>;
}

const byProduct = <T extends { readonly productId: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((item) => [item.productId, item]));

async function around(services: Services, ids: readonly string[], visitor: Visitor): Promise<Around> {
  const [prices, stock, ratings] = await Promise.all([
    services.prices(ids, currency, visitor),
    services.stock(ids, visitor),
    services.ratings(ids, visitor),
  ]);
  return { prices: byProduct(prices), stock: byProduct(stock), ratings: byProduct(ratings) };
}

const imageOf = ({ images }: Product, width: number): string | undefined =>
  (images[0]?.variants.find((variant) => variant.width >= width) ?? images[0]?.variants.at(-1))?.url;

function priceOf(price: Price | undefined) {
  if (!price) return {};
  const { net, list } = price;
  return list.amount > net.amount ? { price: net, was: list } : { price: net };
}

function toTile(product: Product, { prices, stock, ratings }: Around) {
  const rating = ratings.get(product.id);
  return {
    id: product.id,
    name: product.name,
    ...priceOf(prices.get(product.id)),
    stock: stock.get(product.id)?.status,
    rating: rating && rating.count > 0 ? rating.average : undefined,
    image: imageOf(product, tileWidth),
  };
}

/** The phone's first screen. */
export async function homeScreen(services: Services, visitor: Visitor) {
  const [page, picked, categories] = await Promise.all([
    services.products(8, visitor),
    services.picksForCaller(4, visitor).then((picks) =>
      services.productsById(
        picks.map(({ productId }) => productId),
        visitor,
      ),
    ),
    services.categories(visitor),
  ]);
  const known = await around(
    services,
    [...page.products, ...picked].map(({ id }) => id),
    visitor,
  );
  return {
    featured: page.products.map((product) => toTile(product, known)),
    picks: picked.map((product) => toTile(product, known)),
    categories: categories.filter(({ parentId }) => parentId === null).map(({ id, name }) => ({ id, name })),
  };
}

/** The phone's product screen. */
export async function productScreen(services: Services, id: string, visitor: Visitor) {
  const [product, known, picks] = await Promise.all([
    services.product(id, visitor),
    around(services, [id], visitor),
    services.picksForProducts([id], 4, visitor),
  ]);
  const rating = known.ratings.get(id);
  return {
    id,
    name: product.name,
    brand: product.brand,
    summary: product.summary,
    ...priceOf(known.prices.get(id)),
    stock: known.stock.get(id)?.status,
    rating: rating && { average: rating.average, count: rating.count },
    image: imageOf(product, screenWidth),
    picks: picks.get(id)?.map(({ productId }) => productId),
  };
}

/** A grid of the shop's first products, as the web shows it. */
export async function gridScreen(services: Services, visitor: Visitor) {
  const { products, hasNext, total } = await services.products(20, visitor);
  const known = await around(
    services,
    products.map(({ id }) => id),
    visitor,
  );
  const toNode = ({ id, name, brand, summary, images }: Product) => {
    const [price, stock, rating] = [known.prices.get(id), known.stock.get(id), known.ratings.get(id)];
    return {
      ...{ id, name, brand, summary, images },
      price: price && { net: price.net, list: price.list, promotion: promotionOf(price) },
      stock: stock && { status: stock.status, available: stock.available },
      rating: rating && { average: rating.average, count: rating.count },
    };
  };
  return {
    products: {
      edges: products.map((product) => ({ node: toNode(product) })),
      pageInfo: { hasNextPage: hasNext },
      totalCount: total,
    },
  };
}

const promotionOf = ({ promotion }: Price) =>
  promotion && { label: promotion.label, percentOff: promotion.percentOff, until: promotion.until };

const toDecimal = ({ amount_minor, currency_code }: OrderWire['grand_total']) => ({
  amount: currency_code === 'JPY' ? String(amount_minor) : (amount_minor / 100).toFixed(2),
  currency: currency_code,
});

const link = (path: string) => ({ href: `/v2${path}` });

function toOrder(order: OrderWire) {
  const self = `/orders/${order.order_id}`;
  return {
    id: order.order_id,
    status: order.status,
    lines: order.line_items.map(({ product_ref, qty, unit_price, line_total }) => ({
      product: product_ref,
      quantity: qty,
      unit: toDecimal(unit_price),
      total: toDecimal(line_total),
      _links: { product: link(`/products/${product_ref}`) },
    })),
    total: toDecimal(order.grand_total),
    placedAt: order.timeline.placed_at,
    updatedAt: order.timeline.updated_at,
    history: order.timeline.steps.map(({ status, reached_at }) => ({ status, at: reached_at })),
    _links: {
      self: link(self),
      ...Object.fromEntries(order.allowed_moves.map((move) => [move, link(`${self}/${move}`)])),
    },
  };
}

/** The partner's orders, newest first. */
export async function orderListScreen(services: Services, limit: number, visitor: Visitor) {
  const { orders, page } = await services.orders(limit, visitor);
  return {
    _embedded: { orders: orders.map(toOrder) },
    _links: {
      self: link(`/orders?limit=${limit}`),
      ...(page.next_after !== null && { next: link(`/orders?limit=${limit}&cursor=${page.next_after}`) }),
    },
  };
}

/** The partner places an order. */
export const placeOrderScreen = async (services: Services, order: NewOrder, key: string, visitor: Visitor) =>
  toOrder(await services.placeOrder(order, key, visitor));

/** The partner takes it back. */
export const cancelOrderScreen = async (services: Services, id: string, key: string, visitor: Visitor) =>
  toOrder(await services.cancelOrder(id, key, visitor));
