/** The partner's scenarios. The order placed is taken back, so that stock never runs out, and the change of a product is always the same. */

import type { Scenario } from './scenario.ts';

type Order = Readonly<Record<'id' | 'status' | 'lines' | 'total' | '_links', unknown>>;

type Product = Readonly<Record<'id' | 'summary' | 'updatedAt' | 'degraded', unknown>>;

interface ProductList {
  readonly total: number;
  readonly _embedded: { readonly products: readonly Product[] };
}

interface FirstOrderList {
  readonly orders: readonly object[];
}

interface OrderList {
  readonly _embedded: { readonly orders: readonly Order[] };
  readonly _links: object;
}

const newOrder = JSON.stringify({
  currency: 'EUR',
  lines: [
    { product: 'p-001', quantity: 1 },
    { product: 'p-002', quantity: 2 },
  ],
});

export const partnerScenarios: readonly Scenario[] = [
  {
    ...{ name: 'partner-orders', title: 'partner: list of 20 orders', client: 'partner', role: 'partner' },
    peers: ['fastify', 'express', 'nginx', 'direct'],
    requests: [() => ({ method: 'GET', path: '/v2/orders?limit=20' })],
    floor: { service: 'orders', path: '/orders?owner_kind=partner&owner_id=acme&page_size=20' },
    // Links to the next page differ, and only ours has those of an order.
    comparable: (answers) =>
      (answers as readonly OrderList[]).map(({ _embedded, _links }) => ({
        orders: _embedded.orders.map(({ _links: _, ...order }) => order),
        links: Object.keys(_links),
      })),
  },
  {
    ...{ name: 'partner-orders-v1', title: 'partner: the same in version 1', client: 'partner', role: 'partner' },
    peers: ['fastify', 'express'],
    requests: [() => ({ method: 'GET', path: '/v1/orders?size=20' })],
    // Positions of the next page differ.
    comparable: (answers) => (answers as readonly FirstOrderList[]).map(({ orders }) => orders),
  },
  {
    ...{ name: 'partner-catalogue', title: 'partner: 20 products', client: 'partner', role: 'partner' },
    peers: ['fastify', 'express', 'nginx'],
    requests: [() => ({ method: 'GET', path: '/v2/products?category=desk-lamps&limit=20' })],
    floor: { service: 'catalog', path: '/products?category=desk-lamps&page_size=20' },
    comparable: (answers) =>
      (answers as readonly ProductList[]).map(({ total, _embedded }) => ({ total, products: _embedded.products })),
  },
  {
    ...{ name: 'change-product', title: 'partner: a product changed', client: 'partner', role: 'partner' },
    peers: ['fastify', 'express'],
    requests: [
      // Another text each time: a product that is so already is not written.
      ({ id }) => ({
        ...{ method: 'PATCH', path: '/v2/products/p-450', body: `{"summary":"Changed by a benchmark: ${id}."}` },
        headers: { 'content-type': 'application/json', 'if-match': '*' },
      }),
    ],
    comparable: (answers) =>
      (answers as readonly Product[]).map(({ updatedAt: _, summary: __, ...product }) => product),
  },
  {
    ...{ name: 'place-order', title: 'partner: an order placed, and taken back', client: 'partner', role: 'partner' },
    peers: ['fastify', 'express'],
    requests: [
      ({ id }) => ({
        ...{ method: 'POST', path: '/v2/orders', body: newOrder, status: 201 },
        headers: { 'content-type': 'application/json', 'idempotency-key': `place-${id}` },
      }),
      ({ id, previous }) => ({
        ...{ method: 'POST', path: `/v2/orders/${(previous!() as Order).id}/cancel` },
        headers: { 'idempotency-key': `cancel-${id}` },
      }),
    ],
    comparable: (answers) =>
      (answers as readonly Order[]).map(({ status, lines, total }) => ({ status, lines, total })),
  },
];
