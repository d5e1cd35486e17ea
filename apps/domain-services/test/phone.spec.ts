/** Phone page through the front door, over what a mobile-bff answers. */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { gzipSync } from 'node:zlib';
import { makePlace, type Place } from './harness.ts';

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

let place: Place;
const asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
let answers: Readonly<Record<string, Answer>> = {};
const mobile = createServer((req, res) => {
  asked.push({ path: req.url!, headers: req.headers });
  const { status = 200, body } = answers[req.url!] ?? { status: 404, body: { code: 'NOT_FOUND' } };
  const compressed = gzipSync(JSON.stringify(body));
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Encoding': 'gzip',
    'Content-Length': compressed.length,
    'Frontage-Budget': 'calls=7;waves=2;bytes=9000;ms=12',
  });
  res.end(compressed);
});
let origin: string;
beforeAll(async () => {
  await once(mobile.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(mobile.address() as AddressInfo).port}`;
  place = await makePlace();
});
beforeEach(() => {
  asked.length = 0;
  answers = {};
});
afterAll(async () => {
  await place.close();
  mobile.closeAllConnections();
  mobile.close();
});

const open = async (env: Readonly<Record<string, string>> = { MOBILE_BFF_URL: origin }) =>
  supertest(
    (await place.compose({ SERVICES: 'catalog', CATALOG_PUBLIC_URL: 'http://127.0.0.1:4401', ...env })).handler,
  );

const lamp = {
  id: 'p-001',
  name: 'Lamp <b>',
  price: { amount: 4390, currency: 'EUR' },
  was: { amount: 5000, currency: 'JPY' },
  image: 'http://127.0.0.1:4401/images/p-001/1?w=320',
};

it('draws home, with its cost beside it, and leads to products', async () => {
  answers = {
    '/home': { body: { featured: [{ ...lamp, stock: 'LOW', rating: 3.5 }], degraded: ['recommendations'] } },
  };
  const { text, headers } = await (await open()).get('/phone').expect(200);
  expect(asked).toMatchObject([{ path: '/home', headers: { 'frontage-debug': '1', 'x-device-dpr': '2' } }]);
  for (const part of ['Lamp &#60;b&#62;', '€43.90', '¥5,000', 'Few left', 'Rated 3.5 of 5', '/phone?product=p-001'])
    expect(text).toContain(part);
  const bytes = gzipSync(JSON.stringify(answers['/home']!.body)).length;
  for (const [name, value] of [
    ['Bytes, compressed', bytes],
    ['Calls to services', 7],
    ['Waves of calls', 2],
    ['Missing parts', 'recommendations'],
  ])
    expect(text).toContain(`<dt>${name}</dt><dd>${value}</dd>`);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; img-src data: http://127.0.0.1:4401; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  expect(text).not.toMatch(/<style|style="|<script|onclick/);
});

it('draws a product', async () => {
  answers = {
    '/products/p-001': {
      body: { ...lamp, brand: 'Marlow', summary: 'A lamp.', rating: { average: 4.5, count: 23 }, picks: ['p-002'] },
    },
  };
  const { text } = await (await open()).get('/phone?product=p-001').expect(200);
  for (const part of ['Marlow', 'A lamp.', 'Rated 4.5 of 5, 23 times', '<dd>none</dd>', 'href="/phone"'])
    expect(text).toContain(part);
});

it.each<[string, string, Answer | undefined, string]>([
  ['another status', '/home', { status: 503, body: { code: 'UNAVAILABLE' } }, 'no such screen now'],
  ['another content', '/home', { body: { items: [] } }, 'no such screen now'],
  ['no product', '/products/..%2Fcart', undefined, 'no such screen now'],
])('says so when there is %s', async (_, path, answer, words) => {
  answers = answer ? { [path]: answer } : {};
  const house = await open();
  const { text } = await house.get(path === '/home' ? '/phone' : '/phone?product=../cart').expect(200);
  expect(text).toContain(words);
  expect(asked.map((each) => each.path)).toEqual([path]);
});

it('says so when mobile-bff is down', async () => {
  const { text } = await (await open({ MOBILE_BFF_URL: 'http://127.0.0.1:9' })).get('/phone').expect(200);
  expect(text).toContain('does not answer');
});

it('is for this machine, and is not there without a mobile-bff', async () => {
  await (await open({})).get('/phone').expect(404);
  await (await open()).get('/phone').set('Host', 'evil.test').expect(403);
  await (
    await open({ MOBILE_BFF_URL: origin, HOST: '0.0.0.0', ADMIN_TOKEN: 'x'.repeat(32) })
  )
    .get('/phone')
    .expect(404);
});
