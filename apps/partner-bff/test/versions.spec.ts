/** Versions side by side, through the front door: other contracts over the same handlers, and the end of one. */

import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { v1 } from '../src/v1.ts';
import { endpointsOf, v2, versions } from '../src/versions.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => house.close());

const get = (path: string) => house.api.get(path).set('Authorization', house.as('acme'));
const order = (version: string, body: object) =>
  house.api
    .post(`${version}/orders`)
    .set('Authorization', house.as('acme'))
    .set('Idempotency-Key', randomUUID())
    .send(body);
const lines = [{ product: 'p-001', quantity: 2 }];
const { since, sunset } = v1.deprecation!;

describe('version 1', () => {
  it('serves what version 2 serves of the same resources, and nothing that came later', () => {
    const [current, first] = [endpointsOf(v2), versions.find(({ prefix }) => prefix === '/v1')!.endpoints];
    const names = new Map(current.map((endpoint) => [endpoint.name, endpoint]));
    const terms = ({ method, path, access, budget }: (typeof first)[number]) => ({
      method,
      path,
      budget,
      access: access.kind,
    });
    expect(first.length).toBeGreaterThan(8);
    for (const endpoint of first) expect(terms(endpoint)).toEqual(terms(names.get(endpoint.name)!));
    expect(first.map(({ path }) => path).filter((path) => /webhooks|operations|keys|bulk/.test(path))).toEqual([]);
  });

  it('shows one product in its own way', async () => {
    const [first, second] = [await get('/v1/products/p-001').expect(200), await get('/v2/products/p-001').expect(200)];
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
    const { amount, currency } = second.body.price.net as { amount: string; currency: string };
    expect(first.body.price).toEqual({ amount: Number(amount.replace('.', '')), currency });
    expect(first.body.available).toBe(second.body.stock.available);
    expect(first.body).not.toHaveProperty('_links');
  });

  it('pages by tokens in the body, and takes no cursor of another list', async () => {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const { body } = await get('/v1/products').query({ category: 'desk-lamps', size: 7, after: token }).expect(200);
      ids.push(...body.products.map(({ id }: { id: string }) => id));
      token = body.next;
    } while (token !== undefined);
    const { body } = await get('/v2/products').query({ category: 'desk-lamps', limit: 100 }).expect(200);
    expect(ids).toEqual(body._embedded.products.map(({ id }: { id: string }) => id));
    const { body: other } = await get('/v1/orders').query({ after: 'WzEsIjciXQ.AAAAAAAA' }).expect(400);
    expect(other.error).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });

  it('tells a failure as one error object, whoever refuses', async () => {
    const { body, headers } = await order('/v1', { lines: [{ product: 'p-001', quantity: 0 }] }).expect(400);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(body).toEqual({
      error: {
        code: 'INVALID_INPUT',
        message: expect.any(String) as string,
        field: 'lines.0.quantity',
        requestId: headers['x-request-id'],
      },
    });
    for (const [path, status, code] of [
      ['/v1/orders/nobody', 404, 'NOT_FOUND'],
      ['/v1/nothing', 404, 'NOT_FOUND'],
      ['/v1/webhooks', 404, 'NOT_FOUND'],
    ] as const) {
      const { body } = await get(path).expect(status);
      expect(body.error).toMatchObject({ code });
    }
    const { body: stranger } = await house.api.get('/v1/products').expect(401);
    expect(stranger.error.code).toBe('UNAUTHENTICATED');
    const { body: problem } = await get('/v2/orders/nobody')
      .expect(404)
      .expect('Content-Type', 'application/problem+json');
    expect(problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('ignores members that version 2 refuses, and gives them no effect', async () => {
    const { body } = await order('/v1', { lines: [{ ...lines[0], price: 1 }], total: 1, owner: 'globex' }).expect(201);
    const { body: plain } = await order('/v1', { lines }).expect(201);
    expect(body.total).toEqual(plain.total);
    await get(`/v1/orders/${body.id}`).expect(200);
    const { body: refused } = await order('/v2', { lines: [{ ...lines[0], price: 1 }] }).expect(400);
    expect(refused.errors).toMatchObject([{ pointer: '#/body/lines/0/price' }]);
  });

  it('has an order of version 2, with its instants and statuses in one text each', async () => {
    const { body, headers } = await order('/v2', { lines }).expect(201);
    expect(headers['location']).toBe(`/v2/orders/${body.id}`);
    const { body: first } = await get(`/v1/orders/${body.id}`).expect(200);
    expect(first.created).toBe(body.placedAt);
    expect(first.timeline).toEqual(
      body.history.map(({ status, at }: { status: string; at: string }) => `${status} ${at}`),
    );
  });

  it('places at once, whatever is preferred: it has no operations', async () => {
    const { headers } = await order('/v1', { lines }).set('Prefer', 'respond-async').expect(201);
    expect(headers['location']).toMatch(/^\/v1\/orders\//);
    expect(headers).not.toHaveProperty('preference-applied');
  });
});

describe('the end of a version', () => {
  it('is announced by every answer, refusals too, and not by those of the current version', async () => {
    for (const path of ['/v1/products/p-001', '/v1/orders/nobody', '/v1/nothing']) {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        deprecation: `@${Date.parse(since) / 1_000}`,
        sunset: new Date(sunset).toUTCString(),
      });
      expect(headers['link']).toContain(`<${path.replace('/v1', '/v2')}>; rel="successor-version"`);
      expect(headers['link']).toContain('rel="deprecation"; type="text/html"');
    }
    const { headers } = await get('/v2/products/p-001').expect(200);
    for (const name of ['deprecation', 'sunset', 'link']) expect(headers).not.toHaveProperty(name);
  });

  it('does not come before its announcement', () => {
    expect(Date.parse(sunset)).toBeGreaterThan(Date.parse(since));
  });

  it('is 410 with its successor, for everybody and everything', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse(sunset) + 1);
    for (const request of [house.api.get('/v1/products'), house.api.post('/v1/orders'), house.api.get('/v1/nothing')]) {
      const { body, headers } = await request.expect(410);
      expect(body.error).toMatchObject({ code: 'GONE', message: 'Version v1 has ended. Use v2.' });
      expect(headers['link']).toContain('rel="successor-version"');
    }
    await house.api.get('/v2/products').expect(401);
  });
});

describe('a version that never was', () => {
  it.each(['/v3', '/v3/products', '/v0/products', '/v9999'])('is 404 with those that are: %s', async (path) => {
    const { body } = await get(path).expect(404);
    expect(body).toMatchObject({
      reason: 'UNKNOWN_VERSION',
      detail: expect.stringContaining('Versions: v2, v1.') as string,
    });
  });

  it.each(['/vendors', '/v', '/v12345', '/V2/products', '/v2products'])('is not seen in %s', async (path) => {
    const { body } = await get(path).expect(404);
    expect(body.reason).toBeUndefined();
  });
});
