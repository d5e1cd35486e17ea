/** The phone's first screen: twelve tiles from six services. */

import { wholeAnswer, type Exchange, type Scene } from './scene.ts';

const request: Exchange = { method: 'GET', path: '/home' };

export const mobileHome: Scene = {
  name: 'mobile-home',
  title: 'mobile: home, 12 tiles',
  client: 'mobile',
  roles: ['visitor', 'customer'],
  peers: ['fastify', 'express', 'nginx', 'direct'],
  requests: [() => request],
  floor: { service: 'catalog', path: '/products?page_size=8' },
  comparable: ([answer]) => wholeAnswer(answer),
};
