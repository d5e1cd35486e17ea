import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { scenarioNamed } from '../scenarios/index.ts';
import { closedLoop, openLoop, type ClosedLoop } from './loops.ts';

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

const body = '{"featured":[1,2,3,4,5,6,7,8]}';
const whole: RequestListener = (_, res) => void res.end(body);

describe('a closed loop', () => {
  const loop = ({ isFloor = false, ...load }: { readonly isFloor?: boolean } & Partial<ClosedLoop>) =>
    closedLoop({
      ...{ scenario: scenarioNamed('mobile-home'), connections: 3, seconds: 30, services: {} },
      target: { origin, headers: { 'x-who': 'me' }, isFloor },
      ...load,
    });

  it('ends after so many requests, each of them answered and counted', async () => {
    answer = whole;
    const result = await loop({ maxRequests: 20 });
    expect(result.requests).toBe(seen.length);
    expect(result.requests).toBeGreaterThanOrEqual(20);
    expect(result.requests).toBeLessThan(23);
    expect(result).toMatchObject({ bytes: seen.length * body.length, incomplete: 0 });
    expect(result.p99Ms).toBeGreaterThanOrEqual(result.p50Ms);
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/home', headers: { 'x-who': 'me' } });
  });

  it('ends when its time is over', async () => {
    answer = whole;
    const result = await loop({ seconds: 0.05 });
    expect(result.seconds).toBeGreaterThanOrEqual(0.05);
    expect(result.requests).toBe(seen.length);
  });

  it('counts what fails, and says what the first of it was', async () => {
    answer = (_, res) => void res.writeHead(503).end('overloaded');
    const result = await loop({ maxRequests: 5 });
    expect(result.incomplete).toBe(result.requests);
    expect(result.firstError).toBe('GET /home answered 503, not 200: overloaded');
  });

  it('counts answers in which something is missing', async () => {
    answer = (req, res) => (seen.length === 4 ? void res.end('{"featured":[]}') : whole(req, res));
    expect(await loop({ maxRequests: 10 })).toMatchObject({ incomplete: 1 });
  });

  it('asks for the floor where there is only that', async () => {
    answer = whole;
    await loop({ isFloor: true, maxRequests: 1, connections: 1 });
    expect(seen[0]?.url).toBe('/products?page_size=8');
  });

  it('sends a scenario of several requests in order, each made of the answer before, with keys of its own', async () => {
    answer = (req, res) => void res.writeHead(req.url === '/v2/orders' ? 201 : 200).end('{"id":"o-1"}');
    await loop({ scenario: scenarioNamed('place-order'), maxRequests: 4, connections: 1 });
    const iteration = ['POST /v2/orders', 'POST /v2/orders/o-1/cancel'];
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([...iteration, ...iteration]);
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(4);
  });
});

describe('an open loop, over a BFF and the calls that it makes', () => {
  const ours = '/v2/orders?limit=20';
  const asked = (url: string): number => seen.filter((request) => request.url === url).length;
  const orders: RequestListener = (_, res) => void res.end('{"orders":[],"page":{"next_after":null}}');
  const loop = (bff: RequestListener) => {
    answer = (req, res) => (req.url === ours ? bff : orders)(req, res);
    const targets = [
      { name: 'direct', headers: { 'frontage-caller': 'partner:acme' } },
      { name: 'frontage', origin, headers: {} },
    ];
    const services = { ORDERS_URL: origin, INVENTORY_URL: 'grpc://127.0.0.1:1' };
    return openLoop({ scenario: scenarioNamed('partner-orders'), targets, perSecond: 100, seconds: 0.05, services });
  };

  it('asks each as often as the other, and tells all of it', async () => {
    const { targets, calls } = await loop(whole);
    // Ten of each are not timed, and one weighs the services' answers.
    expect([asked(ours), asked('/orders?owner_kind=partner&owner_id=acme&page_size=20')]).toEqual([15, 16]);
    const good = { requests: 15, incomplete: 0 };
    expect(targets).toMatchObject({ direct: good, frontage: good });
    expect(Object.keys(calls)).toEqual(['orders']);
    for (const { p50Ms, p99Ms } of [targets['frontage']!, targets['direct']!, calls['orders']!]) {
      expect(p50Ms).toBeGreaterThan(0);
      expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
    }
    // The one call is most of the path.
    expect(targets['direct']!.p50Ms).toBeGreaterThanOrEqual(calls['orders']!.p50Ms);
  });

  it('counts what fails, and answers in which something is missing', async () => {
    const { targets } = await loop((req, res) =>
      asked(ours) > 12
        ? void res.writeHead(503).end('overloaded')
        : asked(ours) === 12
          ? void res.end('{}')
          : whole(req, res),
    );
    const firstError = 'GET /v2/orders?limit=20 answered 503, not 200: overloaded';
    expect(targets['frontage']).toMatchObject({ incomplete: 4, firstError });
    expect(targets['direct']!.incomplete).toBe(0);
  });
});
