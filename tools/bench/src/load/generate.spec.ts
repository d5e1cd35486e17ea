import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generate } from './generate.ts';
import { playOnce } from './load-client.ts';

let server: Server;
let origin: string;
let seen: IncomingMessage[];
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((req, res) => {
    seen.push(req);
    answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = [];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const whole: RequestListener = (_, res) => void res.end('{"featured":[1,2,3,4,5,6,7,8]}');
const load = { play: 'mobile-home', headers: { 'x-who': 'me' }, isFloor: false, connections: 3, seconds: 30 };

describe('the load', () => {
  it('ends after so many requests, each of them answered and counted', async () => {
    answer = whole;
    const outcome = await generate({ ...load, origin, maxRequests: 20 });
    expect(outcome.requests).toBe(seen.length);
    expect(outcome.requests).toBeGreaterThanOrEqual(20);
    expect(outcome.requests).toBeLessThan(20 + load.connections);
    expect(outcome).toMatchObject({ bytes: seen.length * 30, lacking: 0 });
    expect(outcome.p99Ms).toBeGreaterThanOrEqual(outcome.p50Ms);
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/home', headers: { 'x-who': 'me' } });
  });

  it('ends when its time is over', async () => {
    answer = whole;
    const outcome = await generate({ ...load, origin, seconds: 0.05 });
    expect(outcome.seconds).toBeGreaterThanOrEqual(0.05);
    expect(outcome.requests).toBe(seen.length);
  });

  it('counts what fails, and says what the first of it was', async () => {
    answer = (_, res) => void res.writeHead(503).end('overloaded');
    const outcome = await generate({ ...load, origin, maxRequests: 5 });
    expect(outcome.lacking).toBe(outcome.requests);
    expect(outcome.complaint).toBe('GET /home answered 503, not 200: overloaded');
  });

  it('counts answers in which something is missing', async () => {
    answer = (req, res) => (seen.length === 4 ? void res.end('{"featured":[]}') : whole(req, res));
    expect(await generate({ ...load, origin, maxRequests: 10 })).toMatchObject({ lacking: 1 });
  });

  it('asks for the floor where there is only that', async () => {
    answer = whole;
    await generate({ ...load, origin, isFloor: true, maxRequests: 1, connections: 1 });
    expect(seen[0]?.url).toBe('/products?page_size=8');
  });

  it('plays a scene of several requests in order, each made of the answer before, with keys of its own', async () => {
    answer = (req, res) => void res.writeHead(req.url === '/v2/orders' ? 201 : 200).end('{"id":"o-1"}');
    await generate({ ...load, play: 'place-order', origin, maxRequests: 4, connections: 1 });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v2/orders',
      'POST /v2/orders/o-1/cancel',
      'POST /v2/orders',
      'POST /v2/orders/o-1/cancel',
    ]);
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(4);
  });
});

describe('one run through a scene', () => {
  it('gives the answers', async () => {
    answer = whole;
    expect(await playOnce({ play: 'mobile-home', origin, headers: {} })).toEqual([
      { featured: [1, 2, 3, 4, 5, 6, 7, 8] },
    ]);
  });

  it('rejects when one is no success', async () => {
    answer = (_, res) => void res.writeHead(401).end();
    await expect(playOnce({ play: 'mobile-home', origin, headers: {} })).rejects.toThrow('answered 401, not 200');
  });
});
