import { defineView } from '@frontage/dto-mapping';
import { createLogger, createMetrics } from '@frontage/observability';
import { publicAccess } from '@frontage/policy';
import request from 'supertest';
import { z } from 'zod';
import { assemble, priorityOf, withoutLimits } from './stack.exports.ts';
import {
  authenticate,
  endpoints,
  failures,
  health,
  notFound,
  requestContext,
  securityHeaders,
} from './stages.exports.ts';
import { endpointsWith } from './index.ts';
import type { Method, Priority } from './endpoint.ts';

const view = defineView('Answered', z.object({ by: z.string() }));
const defineEndpoint = endpointsWith<object>();
const endpoint = (method: Method, path: string, priority?: Priority) =>
  defineEndpoint({
    name: `${method} ${path}`,
    summary: 'Says who answered',
    method,
    path,
    access: publicAccess,
    budget: { ms: 1_000 },
    ...(priority && { priority }),
    input: {},
    view,
    handle: async () => ({ by: `${method} ${path}` }),
  });

const list = [
  endpoint('GET', '/orders/{id}', 'low'),
  endpoint('GET', '/orders/recent'),
  endpoint('PUT', '/orders/{id}', 'normal'),
  endpoint('GET', '/products/{id}/reviews.json', 'low'),
];
const of = priorityOf(list.map((each) => ({ ...each, path: `/v2${each.path}` })));

describe('the priority of a request', () => {
  it.each([
    ['GET', '/v2/orders/7', 'low'],
    ['HEAD', '/v2/orders/7', 'low'],
    ['GET', '/v2/products/p%2F1/reviews.json', 'low'],
    ['GET', '/v2/orders/recent', 'normal'],
    ['PUT', '/v2/orders/7', 'normal'],
    ['GET', '/orders/7', 'normal'],
    ['GET', '/v2/orders/7/items', 'normal'],
    ['GET', '/v2/Orders/7', 'normal'],
    ['GET', '/v2/products/p1/reviewsXjson', 'normal'],
    ['GET', '/nowhere', 'normal'],
  ])('of %s %s is %s', (method, path, priority) => expect(of(method, path)).toBe(priority));

  it('is that of the endpoint which the router takes', async () => {
    const log = createLogger({ name: 'spec', level: 'silent' });
    const app = assemble([
      requestContext({ log, metrics: createMetrics(), debug: false }),
      health({ state: () => 'serving' }),
      securityHeaders(),
      authenticate([]),
      withoutLimits('a spec'),
      endpoints(list, { deps: {}, challenge: 'Bearer', debug: false, prefix: '/v2' }),
      notFound(),
      failures(),
    ]);
    const names = [];
    for (const path of ['/v2/orders/7', '/v2/orders/recent', '/v2/products/p%2F1/reviews.json']) {
      const { body } = (await request(app).get(path).expect(200)) as { body: { by: string } };
      expect([path, of('GET', path)]).toEqual([path, list.find(({ name }) => name === body.by)?.priority ?? 'normal']);
      names.push(body.by);
    }
    expect(names).toEqual(['GET /orders/{id}', 'GET /orders/recent', 'GET /products/{id}/reviews.json']);
  });
});
