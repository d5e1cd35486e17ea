/** One product on the phone. */

import { wholeAnswer, type Exchange, type Scene } from './scene.ts';

const request: Exchange = { method: 'GET', path: '/products/p-001' };

export const mobileProduct: Scene = {
  name: 'mobile-product',
  title: 'mobile: one product',
  client: 'mobile',
  roles: ['visitor', 'customer'],
  peers: ['fastify', 'express'],
  requests: [() => request],
  comparable: ([answer]) => wholeAnswer(answer),
};
