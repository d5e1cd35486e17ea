/**
 * The services, called without anything between: no deadline, no retry, no contract check, no limit. Their answers become what the
 * peers' clients see, the same for every peer: what differs is how it is served. Batches are maps by id.
 */

import { createStockClient } from './transports.mjs';

/**
 * Creates the services of a request. `env` holds their addresses: `CATALOG_URL` and the rest. The request's headers say who asks, and
 * are believed: `frontage-caller` and `x-price-tier`.
 */
export function createServices(transport, env = process.env) {
  const getAvailability = createStockClient(env.INVENTORY_URL ?? '');
  return (requestHeaders) => {
    const caller = requestHeaders['frontage-caller'] ?? 'anonymous';
    const tier = requestHeaders['x-price-tier'] ?? 'standard';
    const send = (service, method, path, body, headers = {}) =>
      transport({
        ...{ method, path, body, origin: env[`${service.toUpperCase()}_URL`] ?? '' },
        headers: { authorization: `Bearer test-token-for-${service}`, 'frontage-caller': caller, ...headers },
      });
    const get = (service, path) => send(service, 'GET', path);
    const post = (service, path, body) => send(service, 'POST', path, body);
    const write = async (path, key, body) =>
      toOrder((await send('orders', 'POST', path, body, { 'idempotency-key': key })).order);

    return {
      products: async (limit, category) => {
        const narrowed = category === undefined ? '' : `&category=${category}`;
        return toProductPage(await get('catalog', `/products?page_size=${limit}${narrowed}`));
      },
      changeProduct: async (id, { summary }) =>
        toProduct(await send('catalog', 'PATCH', `/products/${id}`, { short_text: summary })),
      product: async (id) => toProduct(await get('catalog', `/products/${encodeURIComponent(id)}`)),
      productsById: async (ids) =>
        by('id', (await post('catalog', '/products/batch', { product_ids: ids })).product_list.map(toProduct)),
      categories: async () => by('id', (await get('catalog', '/categories')).category_list.map(toCategory)),
      prices: async (productIds, currencyCode) =>
        by('productId', toPrices(await post('pricing', '/prices/batch', { productIds, currencyCode, tier }))),
      stock: async (ids) => by('productId', (await getAvailability(ids, caller)).availabilities.map(toStock)),
      ratings: async (ids) =>
        by('productId', (await post('reviews', '/v1/summaries', { 'product-ids': ids })).data.items.map(toRating)),
      reviews: async (id, limit) =>
        (await get('reviews', `/v1/products/${id}/reviews?page_size=${limit}`)).data.items.map(toReview),
      picksForCaller: async (limit) =>
        (await get('recommendations', `/picks/for-caller?n=${limit}`)).results.flatMap(toRecommendations),
      picksForProducts: async (ids, limit) => {
        const { results } = await post('recommendations', '/picks/for-products', { ids, n: limit });
        return new Map(results.map((result) => [result.for, toRecommendations(result)]));
      },
      orders: async (limit, show = toOrder) => {
        const [kind, id] = caller.split(':');
        const query = `owner_kind=${kind}&owner_id=${id}&page_size=${limit}`;
        const { orders, page } = await get('orders', `/orders?${query}`);
        return { orders: orders.map(show), next: page.next_after };
      },
      customer: async () => (await get('customers', `/customers/${caller.split(':')[1]}`)).customer,
      cart: async () =>
        (await get('customers', `/customers/${caller.split(':')[1]}/cart`)).cart.items.map(
          ({ product, quantity, addedAt }) => ({ id: product.productId, quantity, at: addedAt }),
        ),
      wishlist: async () =>
        (await get('customers', `/customers/${caller.split(':')[1]}/wishlist`)).wishlist.items.map(
          ({ product, addedAt }) => ({ id: product.productId, at: addedAt }),
        ),
      placeOrder: ({ lines, currency }, key) =>
        write('/orders', key, {
          line_items: lines.map(({ product, quantity }) => ({ product_ref: product, qty: quantity })),
          currency_code: currency,
          price_tier: tier,
        }),
      cancelOrder: (id, key) => write(`/orders/${id}/cancel`, key),
    };
  };
}

const by = (key, list) => new Map(list.map((item) => [item[key], item]));

const toProduct = (wire) => ({
  id: wire.product_id,
  sku: wire.sku,
  name: wire.display_name,
  brand: wire.brand_name,
  categoryId: wire.category_id,
  summary: wire.short_text,
  description: wire.long_text,
  attributes: wire.attribute_list.map(({ attr_name, attr_value }) => ({ name: attr_name, value: attr_value })),
  images: wire.image_list.map(({ alt_text, sizes }) => ({
    alt: alt_text,
    variants: Object.entries(sizes)
      .map(([width, url]) => ({ width: Number(width), url }))
      .sort((a, b) => a.width - b.width),
  })),
  updatedAt: wire.updated_at,
});

const toProductPage = ({ product_list, total_count, next_after }) => ({
  products: product_list.map(toProduct),
  total: total_count,
  hasNext: next_after !== null,
});

const toCategory = (wire) => ({ id: wire.category_id, name: wire.display_name, parentId: wire.parent_category_id });

const toPrices = ({ prices, currencyCode: currency }) =>
  prices.map(({ productId, listCents, netCents, promotion }) => ({
    productId,
    net: { amount: netCents, currency },
    list: { amount: listCents, currency },
    promotion,
  }));

const toStock = ({ productId, status, totalQuantity, byWarehouse }) => ({
  productId,
  status: status.slice('STOCK_STATUS_'.length),
  available: totalQuantity,
  warehouses: byWarehouse.map(({ warehouse, quantity }) => ({
    warehouseId: warehouse.warehouseId,
    name: warehouse.displayName,
    available: quantity,
  })),
});

const toRating = ({ 'product-id': productId, stars: { average, total, distribution } }) => ({
  productId,
  average,
  count: total,
  histogram: [distribution[1], distribution[2], distribution[3], distribution[4], distribution[5]],
});

const toReview = (wire) => ({
  id: wire['review-id'],
  rating: wire.stars,
  title: wire.headline,
  text: wire.body,
  author: wire['written-by']['display-name'],
  createdAt: new Date(wire['posted-at'] * 1000).toISOString(),
});

const toRecommendations = ({ picks }) => picks.map(([productId, , reason]) => ({ productId, reason }));

const toDecimal = ({ amount_minor, currency_code }) => ({
  amount: currency_code === 'JPY' ? String(amount_minor) : (amount_minor / 100).toFixed(2),
  currency: currency_code,
});

export const toDecimalView = ({ amount, currency }) => toDecimal({ amount_minor: amount, currency_code: currency });

const toMinor = ({ amount_minor: amount, currency_code: currency }) => ({ amount, currency });

/** An order as the first version shows it. */
export const toFirstOrder = ({ order_id, status, line_items, grand_total, timeline }) => ({
  id: order_id,
  status,
  lines: line_items.map(({ product_ref, qty, unit_price, line_total }) => ({
    product: product_ref,
    quantity: qty,
    unit: toMinor(unit_price),
    total: toMinor(line_total),
  })),
  total: toMinor(grand_total),
  created: timeline.placed_at,
  timeline: timeline.steps.map(({ status, reached_at }) => `${status} ${reached_at}`),
});

export const link = (path) => ({ href: `/v2${path}` });
export const profileOf = (view) => ({ href: `/docs/resources#${view}` });

function toOrder({ order_id, status, line_items, grand_total, timeline, allowed_moves }) {
  const self = `/orders/${order_id}`;
  return {
    id: order_id,
    status,
    lines: line_items.map(({ product_ref, qty, unit_price, line_total }) => ({
      product: product_ref,
      quantity: qty,
      unit: toDecimal(unit_price),
      total: toDecimal(line_total),
      _links: { product: link(`/products/${product_ref}`) },
    })),
    total: toDecimal(grand_total),
    placedAt: timeline.placed_at,
    updatedAt: timeline.updated_at,
    history: timeline.steps.map(({ status, reached_at }) => ({ status, at: reached_at })),
    _links: {
      self: link(self),
      ...Object.fromEntries(allowed_moves.map((move) => [move, link(`${self}/${move}`)])),
    },
  };
}
