/** The phone's scenarios: home, twelve tiles from six services, and one product; and what an app asks that is opened again. */

import { forVisitorAndCustomer, type Scenario, type ScenarioRequest } from './scenario.ts';

const get = (path: string) => ({ client: 'mobile' as const, requests: [() => ({ method: 'GET' as const, path })] });

const home: ScenarioRequest = { method: 'GET', path: '/home' };
const everything: ScenarioRequest = { method: 'GET', path: '/sync' };

/** Answer to `/sync`, with the token of the next one. */
type Changes = Readonly<Record<string, unknown>> & { readonly next: string };

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
  ...forVisitorAndCustomer({
    ...{ name: 'mobile-home-304', title: 'mobile: home that has not changed', client: 'mobile' },
    // Fastify has no tags by itself, and answers in full.
    peers: ['fastify'],
    prime: home,
    requests: [
      ({ primed }) =>
        primed?.etag === undefined ? home : { ...home, headers: { 'if-none-match': primed.etag }, status: 304 },
    ],
    comparable: ([whole]) => whole,
  }),
  {
    ...{ name: 'mobile-sync', title: 'mobile: an app opened again, nothing new', client: 'mobile', role: 'customer' },
    peers: ['fastify', 'express'],
    prime: everything,
    requests: [
      ({ primed }) => ({ ...everything, path: `/sync?since=${encodeURIComponent((primed!.answer as Changes).next)}` }),
    ],
    // Tokens differ: those of peers can be read.
    comparable: (answers) => (answers as readonly Changes[]).map(({ next: _, ...changes }) => changes),
  },
  {
    ...{ name: 'mobile-profile', title: 'mobile: the profile', role: 'customer', ...get('/me') },
    peers: ['fastify', 'express'],
  },
];
