/** REST by hand on Fastify with undici, answers serialized by schema as Fastify's documentation recommends. */

import Fastify from 'fastify';
import { routes } from './screens.mjs';
import { createServices } from './services.mjs';
import { createUndiciTransport } from './transports.mjs';

const text = { type: 'string' };
const number = { type: 'number' };
const object = (properties) => ({ type: 'object', properties });
const list = (items) => ({ type: 'array', items });

const money = object({ amount: number, currency: text });
const offered = { price: money, was: money, stock: text, image: text };
const tile = object({ id: text, name: text, ...offered, rating: number });
const decimal = object({ amount: text, currency: text });
const links = { type: 'object', additionalProperties: object({ href: text }) };
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
const firstOrder = object({
  ...{ id: text, status: text, total: money, created: text, timeline: list(text) },
  lines: list(object({ product: text, quantity: number, unit: money, total: money })),
});
const offer = object({
  ...{ id: text, sku: text, name: text, brand: text, category: text, summary: text, description: text },
  attributes: list(object({ name: text, value: text })),
  images: list(object({ alt: text, url: text, width: number })),
  price: object({ net: decimal, list: decimal, promotion: text }),
  stock: object({ status: text, available: number }),
  updatedAt: text,
  _links: links,
});
const changesOf = (item) => object({ whole: { type: 'boolean' }, changed: list(item), more: { type: 'boolean' } });
const answers = {
  home: object({ featured: list(tile), picks: list(tile), categories: list(object({ id: text, name: text })) }),
  product: object({
    ...{ id: text, name: text, brand: text, summary: text, ...offered },
    rating: object({ average: number, count: number }),
    picks: list(text),
  }),
  profile: object({
    ...{ id: text, name: text, email: text, tier: text, locale: text, currency: text },
    quietHours: object({ from: text, to: text, timeZone: text }),
    addresses: list(
      object({
        ...{ id: text, label: text, recipient: text, street: text, postcode: text, city: text, country: text },
        isDefault: { type: 'boolean' },
      }),
    ),
  }),
  sync: object({
    cart: changesOf(object({ id: text, quantity: number, at: text })),
    orders: changesOf(object({ id: text, status: text, total: money, at: text, lines: number })),
    wishlist: changesOf(object({ id: text, at: text })),
    next: text,
  }),
  order,
  offer,
  catalogue: object({ total: number, _embedded: object({ products: list(offer) }), _links: links }),
  firstOrderList: object({ orders: list(firstOrder), next: text }),
  orderList: object({ _embedded: object({ orders: list(order) }), _links: links }),
};

const servicesFor = createServices(createUndiciTransport());
const app = Fastify();
for (const { method, path, status, answer, screen } of routes) {
  app[method](path, { schema: { response: { [status]: answers[answer] } } }, (request, reply) => {
    reply.code(status);
    return screen(servicesFor(request.headers), request);
  });
}
await app.listen({ port: 0, host: '127.0.0.1' });
