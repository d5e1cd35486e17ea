/** REST by hand on Fastify with undici, answers serialized by schema as Fastify's documentation recommends. */

import Fastify from 'fastify';
import { cancelOrderScreen, homeScreen, orderListScreen, placeOrderScreen, productScreen } from './screens.ts';
import { createServices, toVisitor, type NewOrder } from './services.ts';
import { createUndiciTransport } from './undici-transport.ts';

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const object = (properties: object) => ({ type: 'object', properties }) as const;
const list = (items: object) => ({ type: 'array', items }) as const;

const money = object({ amount: number, currency: text });
const offered = { price: money, was: money, stock: text, image: text };
const tile = object({ id: text, name: text, ...offered, rating: number });
const home = object({ featured: list(tile), picks: list(tile), categories: list(object({ id: text, name: text })) });
const product = object({
  ...{ id: text, name: text, brand: text, summary: text, ...offered },
  rating: object({ average: number, count: number }),
  picks: list(text),
});

const decimal = object({ amount: text, currency: text });
const link = object({ href: text });
const links = { type: 'object', additionalProperties: link } as const;
const order = object({
  id: text,
  status: text,
  lines: list(object({ product: text, quantity: number, unit: decimal, total: decimal, _links: links })),
  total: decimal,
  placedAt: text,
  updatedAt: text,
  history: list(object({ status: text, at: text })),
  _links: links,
});
const orderList = object({ _embedded: object({ orders: list(order) }), _links: links });

const services = createServices(createUndiciTransport());
const app = Fastify();

app.get('/home', { schema: { response: { 200: home } } }, (request) =>
  homeScreen(services, toVisitor(request.headers)),
);
app.get<{ Params: { id: string } }>('/products/:id', { schema: { response: { 200: product } } }, (request) =>
  productScreen(services, request.params.id, toVisitor(request.headers)),
);
app.get<{ Querystring: { limit: number } }>(
  '/v2/orders',
  { schema: { querystring: object({ limit: { type: 'integer' } }), response: { 200: orderList } } },
  (request) => orderListScreen(services, request.query.limit, toVisitor(request.headers)),
);
app.post<{ Body: NewOrder }>('/v2/orders', { schema: { response: { 201: order } } }, async (request, reply) => {
  const key = String(request.headers['idempotency-key']);
  reply.code(201);
  return placeOrderScreen(services, request.body, key, toVisitor(request.headers));
});
app.post<{ Params: { id: string } }>('/v2/orders/:id/cancel', { schema: { response: { 200: order } } }, (request) => {
  const key = String(request.headers['idempotency-key']);
  return cancelOrderScreen(services, request.params.id, key, toVisitor(request.headers));
});
await app.listen({ port: 0, host: '127.0.0.1' });
