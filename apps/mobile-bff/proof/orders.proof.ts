/** Proof of orders. */

import { aMove, parse, restAttempt, type Fixtures, type SlimFeatureProof } from '@frontage/proof';
import { orderNotes } from '@frontage/seed';
import { randomUUID } from 'node:crypto';
import { page } from './page.ts';

const who = 'ada';
const ada = { kind: 'customer', id: who } as const;

const move = (to: 'PAID' | 'CANCELLED') => async (fixtures: Fixtures) => {
  const { key, id, effect } = await aMove(fixtures, ada, to);
  return { params: { id }, headers: { 'idempotency-key': key }, effect };
};
const tryToMove = (how: 'pay' | 'cancel') =>
  restAttempt(({ order }) => ({
    method: 'POST',
    path: `/orders/${order.id}/${how}`,
    headers: { 'idempotency-key': randomUUID() },
  }));

export const proof = {
  scenarios: {
    listOrders: { bytes: 800, peer: page('query Orders'), who, requires: ['orders'] },
    getOrder: {
      bytes: 350,
      peer: page('query Order'),
      who,
      requires: ['orders'],
      request: async (fixtures) => ({ params: { id: (await fixtures.pastOrder(ada)).id } }),
    },
    payOrder: {
      bytes: 350,
      peer: page('mutation PayOrder'),
      who,
      requires: ['inventory', 'orders'],
      request: move('PAID'),
    },
    cancelOrder: {
      bytes: 350,
      peer: page('mutation CancelOrder'),
      who,
      requires: ['orders'],
      request: move('CANCELLED'),
    },
  },
  attempts: {
    'order:list': restAttempt(() => ({ method: 'GET', path: '/orders?limit=1' })),
    'order:read': restAttempt(({ order }) => ({ method: 'GET', path: `/orders/${order.id}` })),
    'order:notes': async (client, { order }) => {
      const { status, text } = await client({ method: 'GET', path: `/orders/${order.id}` });
      if (status !== 200) return undefined;
      if ('notes' in (parse(text) as object)) return 'granted';
      // Absent, too, where there are none, for those who may see them.
      return orderNotes.some(({ orderId }) => orderId === order.id) ? 'denied' : undefined;
    },
    'order:pay': tryToMove('pay'),
    'order:cancel': tryToMove('cancel'),
  },
} satisfies SlimFeatureProof;
