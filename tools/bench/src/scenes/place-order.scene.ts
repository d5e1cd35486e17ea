/** A partner places an order and takes it back, so that stock never runs out: two requests. */

import { wholeAnswer, type Scene } from './scene.ts';

const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({
  currency: 'EUR',
  lines: [
    { product: 'p-001', quantity: 1 },
    { product: 'p-002', quantity: 2 },
  ],
});

interface Order {
  readonly id: string;
  readonly status: string;
  readonly lines: unknown;
  readonly total: unknown;
}

export const placeOrder: Scene = {
  name: 'place-order',
  title: 'partner: an order placed, and taken back',
  client: 'partner',
  roles: ['partner'],
  peers: ['fastify', 'express'],
  requests: [
    ({ id }) => ({
      method: 'POST',
      path: '/v2/orders',
      headers: { ...headers, 'idempotency-key': `place-${id}` },
      body,
      status: 201,
    }),
    ({ id, before }) => ({
      method: 'POST',
      path: `/v2/orders/${(before as Order).id}/cancel`,
      headers: { 'idempotency-key': `cancel-${id}` },
    }),
  ],
  comparable: (answers) =>
    answers.map((answer) => {
      const { status, lines, total } = wholeAnswer(answer) as Order;
      return { status, lines, total };
    }),
};
