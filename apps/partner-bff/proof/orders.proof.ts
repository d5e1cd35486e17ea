/** Proof of orders. */

import { aMove, aPlacing, restAttempt, type Fixtures, type RestFeatureProof } from '@frontage/proof';
import { eventsOfOrder } from '@frontage/orders-client/events';
import { randomUUID } from 'node:crypto';

const who = 'acme';
const acme = { kind: 'partner', id: who } as const;

const move = (to: 'PAID' | 'CANCELLED') => async (fixtures: Fixtures) => {
  const { key, id, effect } = await aMove(fixtures, acme, to);
  return { params: { id }, headers: { 'idempotency-key': key }, effect };
};
const tryToMove = (how: 'pay' | 'cancel') =>
  restAttempt(({ order }) => ({
    method: 'POST',
    path: `/v2/orders/${order.id}/${how}`,
    headers: { 'idempotency-key': randomUUID() },
  }));

export const proof = {
  scenarios: {
    placeOrder: {
      who,
      requires: ['pricing', 'inventory', 'orders'],
      request: async (fixtures) => {
        const { key, lines, effect } = await aPlacing(fixtures, acme);
        return { headers: { 'idempotency-key': key }, body: { lines }, effect };
      },
    },
    placeOrders: {
      who,
      requires: ['database'],
      request: () =>
        Promise.resolve({
          headers: { 'idempotency-key': randomUUID() },
          body: { orders: [{ lines: [{ product: 'p-001', quantity: 1 }] }] },
        }),
      shows: { status: 'pending' },
    },
    listOrders: { who, requires: ['orders'] },
    getOrder: {
      who,
      requires: ['orders'],
      request: async (fixtures) => ({ params: { id: (await fixtures.pastOrder(acme)).id } }),
    },
    listOrderEvents: {
      who,
      requires: ['orders'],
      request: async (fixtures) => ({ params: { id: (await fixtures.pastOrder(acme)).id } }),
    },
    getOrderEvent: {
      who,
      requires: ['orders'],
      request: async (fixtures) => {
        const order = await fixtures.pastOrder(acme);
        return { params: { id: order.id, eventId: eventsOfOrder(order)[0]!.id } };
      },
      shows: { type: 'order.created' },
    },
    payOrder: { who, requires: ['inventory', 'orders'], request: move('PAID') },
    cancelOrder: { who, requires: ['orders'], request: move('CANCELLED') },
  },
  attempts: {
    'order:list': restAttempt(() => ({ method: 'GET', path: '/v2/orders?limit=1' })),
    'order:read': restAttempt(({ order }) => ({ method: 'GET', path: `/v2/orders/${order.id}` })),
    // An unknown product: where access is granted, the domain refuses the order.
    'order:place': restAttempt(({ currency }) => ({
      method: 'POST',
      path: '/v2/orders',
      headers: { 'idempotency-key': randomUUID() },
      body: { currency, lines: [{ product: 'nothing', quantity: 1 }] },
    })),
    'order:pay': tryToMove('pay'),
    'order:cancel': tryToMove('cancel'),
  },
} satisfies RestFeatureProof;
