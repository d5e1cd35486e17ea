/** Screens, composed by hand from the services, and the routes of Fastify and Express. */

import { createHash } from 'node:crypto';
import { link, profileOf, toDecimalView, toFirstOrder } from './services.mjs';

const currency = 'EUR';
/** Device pixels of a tile and of the screen, two to a CSS pixel. */
const tileWidth = 2 * 160;
const screenWidth = 2 * 320;

/** Prices, stock and ratings of some products. */
const around = (services, ids) =>
  Promise.all([services.prices(ids, currency), services.stock(ids), services.ratings(ids)]);

const imageOf = ({ images: [first] }, width) =>
  (first?.variants.find((variant) => variant.width >= width) ?? first?.variants.at(-1))?.url;

function priceOf(price) {
  if (!price) return {};
  const { net, list } = price;
  return list.amount > net.amount ? { price: net, was: list } : { price: net };
}

/** The phone's first screen. */
export async function homeScreen(services) {
  const [page, picked, categories] = await Promise.all([
    services.products(8),
    services.picksForCaller(4).then((picks) => services.productsById(picks.map(({ productId }) => productId))),
    services.categories(),
  ]);
  const picks = [...picked.values()];
  const ids = [...page.products, ...picks].map(({ id }) => id);
  const [prices, stock, ratings] = await around(services, ids);
  const toTile = (product) => {
    const rating = ratings.get(product.id);
    return {
      id: product.id,
      name: product.name,
      ...priceOf(prices.get(product.id)),
      stock: stock.get(product.id)?.status,
      rating: rating && rating.count > 0 ? rating.average : undefined,
      image: imageOf(product, tileWidth),
    };
  };
  return {
    featured: page.products.map(toTile),
    picks: picks.map(toTile),
    categories: [...categories.values()]
      .filter(({ parentId }) => parentId === null)
      .map(({ id, name }) => ({ id, name })),
  };
}

/** The phone's product screen. */
async function productScreen(services, id) {
  const [product, [prices, stock, ratings], picks] = await Promise.all([
    services.product(id),
    around(services, [id]),
    services.picksForProducts([id], 4),
  ]);
  const rating = ratings.get(id);
  return {
    id,
    name: product.name,
    brand: product.brand,
    summary: product.summary,
    ...priceOf(prices.get(id)),
    stock: stock.get(id)?.status,
    rating: rating && { average: rating.average, count: rating.count },
    image: imageOf(product, screenWidth),
    picks: picks.get(id)?.map(({ productId }) => productId),
  };
}

const hashOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);

/** The phone's changes since a token, which has a hash of each part. What has changed is sent whole. */
async function syncScreen(services, since = '') {
  const [cart, { orders, next: more }, wishlist] = await Promise.all([
    services.cart(),
    services.orders(20, ({ order_id, status, grand_total, timeline, line_items }) => ({
      id: order_id,
      status,
      total: { amount: grand_total.amount_minor, currency: grand_total.currency_code },
      at: timeline.placed_at,
      lines: line_items.length,
    })),
    services.wishlist(),
  ]);
  const parts = { cart, orders, wishlist };
  const known = since.split('.');
  const hashes = Object.values(parts).map(hashOf);
  const changes = Object.entries(parts).flatMap(([name, items], at) =>
    known[at] === hashes[at] ? [] : [[name, { whole: true, ...(items.length > 0 && { changed: items }) }]],
  );
  const answer = { ...Object.fromEntries(changes), next: hashes.join('.') };
  if (answer.orders && more !== null) answer.orders.more = true;
  return answer;
}

/** The phone's profile of who asks. */
async function profileScreen(services) {
  const { customerId, fullName, emailAddress, loyaltyTier, preferences, addressBook } = await services.customer();
  const { locale, currency: preferred, quietHours } = preferences;
  return {
    ...{ id: customerId, name: fullName, email: emailAddress || undefined, tier: loyaltyTier.toLowerCase() },
    ...{ locale, currency: preferred, ...(quietHours && { quietHours }) },
    addresses: addressBook.map(({ addressId, label, recipientName, postal, isPrimary }) => ({
      ...{ id: addressId, label, recipient: recipientName, street: postal.street },
      ...{ postcode: postal.postalCode || undefined, city: postal.city, country: postal.countryCode },
      isDefault: isPrimary || undefined,
    })),
  };
}

/** The web's grid of the shop's first products. */
export async function gridScreen(services) {
  const { products, hasNext, total } = await services.products(20);
  const [prices, stock, ratings] = await around(
    services,
    products.map(({ id }) => id),
  );
  const toNode = ({ id, name, brand, summary, images }) => {
    const [price, stocked, rating] = [prices.get(id), stock.get(id), ratings.get(id)];
    return {
      ...{ id, name, brand, summary, images },
      price: price && { net: price.net, list: price.list, promotion: promotionOf(price) },
      stock: stocked && { status: stocked.status, available: stocked.available },
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

const promotionOf = ({ promotion }) =>
  promotion && { label: promotion.label, percentOff: promotion.percentOff, until: promotion.until };

/** The partner's orders, newest first. */
export async function orderListScreen(services, limit) {
  const { orders, next } = await services.orders(limit);
  return {
    _embedded: { orders },
    _links: {
      self: link(`/orders?limit=${limit}`),
      ...(next !== null && { next: link(`/orders?limit=${limit}&cursor=${next}`) }),
      profile: profileOf('order-list'),
    },
  };
}

/** The partner's orders in the first version. */
async function firstOrderList(services, limit) {
  const { orders, next } = await services.orders(limit, toFirstOrder);
  return { orders, ...(next !== null && { next: String(next) }) };
}

/** A product as partners see it. */
const toOffer = (product, price, stock) => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  brand: product.brand,
  category: product.categoryId,
  summary: product.summary,
  description: product.description,
  attributes: product.attributes,
  images: product.images.map(({ alt, variants }) => ({ alt, ...variants.at(-1) })),
  price: price && {
    net: toDecimalView(price.net),
    list: toDecimalView(price.list),
    promotion: price.promotion?.label,
  },
  stock: stock && { status: stock.status, available: stock.available },
  updatedAt: product.updatedAt,
  _links: {
    self: link(`/products/${product.id}`),
    category: link(`/products?category=${product.categoryId}`),
    price: link(`/prices/${product.id}`),
    'inventory-level': link(`/inventory-levels/${product.id}`),
  },
});

/** The partner's products of a category. */
async function catalogueScreen(services, { category, limit }) {
  const { products, total } = await services.products(limit, category);
  const ids = products.map(({ id }) => id);
  const [prices, stock] = await Promise.all([services.prices(ids, currency), services.stock(ids)]);
  return {
    total,
    _embedded: { products: products.map((product) => toOffer(product, prices.get(product.id), stock.get(product.id))) },
    _links: {
      self: link(`/products?category=${category}&limit=${limit}`),
      profile: profileOf('product-list'),
    },
  };
}

/** The partner's product after a change. */
async function changedProduct(services, { params: { id }, body }) {
  const product = await services.changeProduct(id, body);
  const [prices, stock] = await Promise.all([services.prices([id], currency), services.stock([id])]);
  const { _links, ...offer } = toOffer(product, prices.get(id), stock.get(id));
  return { ...offer, _links: { ..._links, profile: profileOf('product') } };
}

const keyOf = ({ headers }) => headers['idempotency-key'];

const route = (method, path, answer, screen, status = 200) => ({ method, path, answer, screen, status });

/** The REST peers' routes, in what Express and Fastify share. `answer` names a schema, for peers that serialize by one. */
export const routes = [
  route('get', '/home', 'home', homeScreen),
  route('get', '/products/:id', 'product', (services, { params }) => productScreen(services, params.id)),
  route('get', '/me', 'profile', profileScreen),
  route('get', '/sync', 'sync', (services, { query }) => syncScreen(services, query.since)),
  route('get', '/v2/orders', 'orderList', (services, { query }) => orderListScreen(services, query.limit)),
  route('get', '/v1/orders', 'firstOrderList', (services, { query }) => firstOrderList(services, query.size)),
  route('get', '/v2/products', 'catalogue', (services, { query }) => catalogueScreen(services, query)),
  route('patch', '/v2/products/:id', 'offer', changedProduct),
  route('post', '/v2/orders', 'order', (services, request) => services.placeOrder(request.body, keyOf(request)), 201),
  route('post', '/v2/orders/:id/cancel', 'order', (services, request) =>
    services.cancelOrder(request.params.id, keyOf(request)),
  ),
];
