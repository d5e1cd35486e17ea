/** The phone's scenarios: home, twelve tiles from six services, and one product. */

import { forVisitorAndCustomer, type Scenario } from './scenario.ts';

const get = (path: string) => ({ client: 'mobile' as const, requests: [() => ({ method: 'GET' as const, path })] });

export const mobileScenarios: readonly Scenario[] = [
  ...forVisitorAndCustomer({
    ...{ name: 'mobile-home', title: 'mobile: home, 12 tiles', ...get('/home') },
    peers: ['fastify', 'express', 'nginx', 'direct'],
    floor: { service: 'catalog', path: '/products?page_size=8' },
  }),
  ...forVisitorAndCustomer({
    ...{ name: 'mobile-product', title: 'mobile: one product', ...get('/products/p-001') },
    peers: ['fastify', 'express'],
  }),
];
