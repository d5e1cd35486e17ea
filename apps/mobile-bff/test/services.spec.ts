import type { ConfigError } from '@frontage/http-server';
import { hostDomain } from '@frontage/mock-domain';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '../src/config.ts';
import { startMobileHouse, type MobileHouse } from './harness.ts';

let house: MobileHouse | undefined;
afterEach(async () => {
  await house?.close();
  house = undefined;
});

/** Address on which no process listens. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return `127.0.0.1:${port}`;
}

describe('a service that is not there', () => {
  it('stops nobody from starting, and /readyz says which it is', async () => {
    house = await startMobileHouse({
      REVIEWS_URL: `http://${await deadAddress()}`,
      INVENTORY_URL: `grpc://${await deadAddress()}`,
      RECOMMENDATIONS_URL: 'dns+http://recommendations.invalid:80',
    });
    // The first round may come before DNS has answered. That looks like a name that does not exist.
    for (let turn = 0; turn < 2; turn += 1) {
      const { body } = await house.phone.get('/readyz').expect(200);
      expect(body).toEqual({
        status: 'ready',
        dependencies: {
          catalog: 'up',
          pricing: 'up',
          inventory: 'unreachable',
          reviews: 'unreachable',
          customers: 'up',
          orders: 'up',
          recommendations: 'unresolved',
          // The first round has only started the check.
          'identity-provider': turn === 0 ? expect.stringMatching(/^(unknown|up)$/) : 'up',
        },
      });
    }
    const { body } = await house.phone.get('/home').expect(200);
    expect(body.degraded.toSorted()).toEqual(['recommendations', 'reviews', 'stock']);
  });
});

describe('a service of several instances', () => {
  it('is as whole as one, while one of them is gone', async () => {
    const other = await hostDomain({ authorize: async () => ({ clientId: 'mobile-bff', mayAct: true }) });
    const [at, dead] = [other.services, await deadAddress()];
    house = await startMobileHouse({
      CATALOG_URL: `http://${dead},${at.catalog.url}`,
      PRICING_URL: `${at.pricing.url},http://${dead}`,
      INVENTORY_URL: `grpc://${dead},${at.inventory.url}`,
    });
    for (let turn = 0; turn < 20; turn += 1) {
      const { body } = await house.phone.get(`/products?limit=${turn + 1}`).expect(200);
      expect(body).not.toHaveProperty('degraded');
    }
    await other.close();
  });
});

describe('the location of a service', () => {
  it.each([
    ['catalog', 'CATALOG_URL'],
    ['ftp://catalog:21', 'CATALOG_URL'],
    ['http://a:1,,http://b:2', 'CATALOG_URL'],
    [',', 'PRICING_URL'],
    ['grpc://a:1', 'REVIEWS_URL'],
    ['http://a:1', 'INVENTORY_URL'],
    ['srv+http://_http._tcp.orders.shop:80', 'ORDERS_URL'],
  ])('%j is refused at start-up, by name', (text, name) => {
    expect(() => loadConfig({ [name]: text, PORT: 'x' })).toThrow(
      expect.objectContaining<Partial<ConfigError>>({
        problems: expect.arrayContaining([
          expect.stringMatching(new RegExp(`^${name}:`)),
          expect.stringMatching(/^PORT:/),
        ]) as string[],
      }),
    );
  });
});
