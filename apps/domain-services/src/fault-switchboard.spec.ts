import { fakeCatalog } from '@frontage/catalog-fake';
import { createRuntime } from '@frontage/http-server';
import { fakeInventory } from '@frontage/inventory-fake';
import { host, noFaults, type Hosted } from '@frontage/service-host';
import supertest from 'supertest';
import { createFaultSwitchboard } from './fault-switchboard.ts';

let catalog: Hosted;
let inventory: Hosted;
let switchboard: ReturnType<typeof supertest>;

beforeAll(async () => {
  [catalog, inventory] = await Promise.all([host(fakeCatalog()), host(fakeInventory())]);
  const services = new Map([catalog, inventory].map((hosted) => [hosted.name, hosted]));
  switchboard = supertest(createFaultSwitchboard({ ...createRuntime('spec'), services, debug: true }));
});
afterEach(() => [catalog, inventory].forEach(({ faults }) => faults.clear()));
afterAll(() => Promise.all([catalog.close(), inventory.close()]));

const askCatalog = (): Promise<Response> =>
  fetch(`${catalog.url}/products/p-001`, { headers: { authorization: 'Bearer test-token-for-catalog' } });

describe('fault switchboard', () => {
  it('lists the faults of every service, whatever its protocol', async () => {
    const { status, body, headers } = await switchboard.get('/faults');
    expect([status, body]).toEqual([200, { faults: { catalog: noFaults, inventory: noFaults } }]);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('makes a service fail, and well again', async () => {
    const { status, body } = await switchboard.put('/faults/catalog').send({ status: 503 });
    expect([status, body]).toEqual([200, { service: 'catalog', faults: { ...noFaults, status: 503, errorRate: 1 } }]);
    expect((await askCatalog()).status).toBe(503);
    expect(inventory.faults.current).toEqual(noFaults);
    expect((await switchboard.delete('/faults/catalog')).body).toEqual({ service: 'catalog', faults: noFaults });
    expect((await askCatalog()).status).toBe(200);
  });

  it('replaces faults, and does not add to them', async () => {
    await switchboard.put('/faults/inventory').send({ latencyMs: 10, jitterMs: 5 });
    await switchboard.put('/faults/inventory').send({ down: true });
    expect(inventory.faults.current).toEqual({ ...noFaults, down: true });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('knows no service %s', async (name) => {
    const set = await switchboard.put(`/faults/${name}`).send({ down: true });
    expect([set.status, set.body]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    expect((await switchboard.delete(`/faults/${name}`)).status).toBe(404);
    expect((await switchboard.get('/faults')).body).toEqual({ faults: { catalog: noFaults, inventory: noFaults } });
  });

  it('takes the example of the documentation', async () => {
    const example = {
      latencyMs: 800,
      jitterMs: 200,
      errorRate: 0.3,
      status: 503,
      hangUp: false,
      corrupt: false,
      down: false,
    };
    const { body } = await switchboard.put('/faults/catalog').send(example);
    expect((body as { faults: object }).faults).toEqual({ ...example, oversizeBytes: 0 });
  });

  it('clears everything at once', async () => {
    await switchboard.put('/faults/catalog').send({ down: true });
    await switchboard.put('/faults/inventory').send({ corrupt: true });
    const { status, body } = await switchboard.delete('/faults');
    expect([status, body]).toEqual([200, { faults: { catalog: noFaults, inventory: noFaults } }]);
  });

  it.each([
    [{ latencyMs: -1 }, 'latencyMs'],
    [{ errorRate: 2 }, 'errorRate'],
    [{ status: 200 }, 'status'],
    [{ hangUp: 'yes' }, 'hangUp'],
    [{ gravity: 0 }, 'gravity'],
  ])('refuses %j, and says what is wrong', async (faults, member) => {
    const { status, body, type } = await switchboard.put('/faults/catalog').send(faults);
    expect([status, type]).toEqual([400, 'application/problem+json']);
    expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ pointer: `#/body/${member}` }] });
    expect(catalog.faults.current).toEqual(noFaults);
  });

  it.each([
    ['put', '/faults/catalog', '{"down": tru', 'application/json', 400, 'MALFORMED_REQUEST'],
    ['put', '/faults/catalog', 'down=true', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['put', '/faults/catalog', '[]', 'application/json', 400, 'INVALID_INPUT'],
    ['put', '/faults/pricing', '{}', 'application/json', 404, 'NOT_FOUND'],
    ['delete', '/faults/pricing', '', 'application/json', 404, 'NOT_FOUND'],
    ['post', '/faults', '{}', 'application/json', 405, 'METHOD_NOT_ALLOWED'],
    ['get', '/fault', '', 'application/json', 404, 'NOT_FOUND'],
  ] as const)('answers %s %s with %j as %s by a problem', async (method, path, body, mediaType, status, code) => {
    const response = await switchboard[method](path).set('content-type', mediaType).send(body);
    expect([response.status, response.type]).toEqual([status, 'application/problem+json']);
    expect(response.body).toMatchObject({ status, code, instance: path });
  });

  it('has probes', async () => {
    expect((await switchboard.get('/livez')).body).toEqual({ status: 'live' });
    expect((await switchboard.get('/readyz')).body).toEqual({ status: 'ready' });
  });
});
