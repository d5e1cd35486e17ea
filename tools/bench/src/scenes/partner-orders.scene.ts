/** A partner reads its orders: one call to one service, and nothing to hide behind. */

import { wholeAnswer, type Exchange, type Scene } from './scene.ts';

const request: Exchange = { method: 'GET', path: '/v2/orders?limit=20' };

interface OrderList {
  readonly _embedded: { readonly orders: readonly Readonly<Record<string, unknown>>[] };
  readonly _links: Readonly<Record<string, unknown>>;
}

export const partnerOrders: Scene = {
  name: 'partner-orders',
  title: 'partner: list of 20 orders',
  client: 'partner',
  roles: ['partner'],
  peers: ['fastify', 'express', 'nginx', 'direct'],
  requests: [() => request],
  floor: { service: 'orders', path: '/orders?owner_kind=partner&owner_id=acme&page_size=20' },
  // Each says in its own way where the next page is, and only we know what a partner may do with an order.
  comparable: ([answer]) => {
    const { _embedded, _links } = wholeAnswer(answer) as OrderList;
    const orders = _embedded.orders.map(({ _links: _, ...order }) => order);
    return { orders, links: Object.keys(_links) };
  },
};
