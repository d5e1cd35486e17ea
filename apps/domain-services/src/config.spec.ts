import { ConfigError } from '@frontage/http-server';
import { serviceNames } from '@frontage/seed';
import { readConfig } from './config.ts';

/** Problems of an environment. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('configuration of domain-services', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 4400,
      HOST: '127.0.0.1',
      SERVICES: serviceNames,
      ports: { catalog: 4401, pricing: 4402, inventory: 4403, reviews: 4404, customers: 4405, orders: 4406 },
      CATALOG_PUBLIC_URL: 'http://127.0.0.1:4401',
      OIDC_ISSUER: 'http://127.0.0.1:4300',
      FRONTAGE_DATA_DIR: '.data',
      DOMAIN_SERVICES_CLIENT_SECRET: 'domain-services-development-secret',
      SHIP_AFTER_MS: 20_000,
      DELIVER_AFTER_MS: 40_000,
    });
  });

  it('moves every default port by the offset, and none that is given', () => {
    const { PORT, OIDC_ISSUER, CATALOG_PUBLIC_URL, ports } = readConfig({
      FRONTAGE_PORT_OFFSET: '1000',
      ORDERS_PORT: '7000',
    });
    expect({ PORT, OIDC_ISSUER, CATALOG_PUBLIC_URL }).toEqual({
      PORT: 5400,
      OIDC_ISSUER: 'http://127.0.0.1:5300',
      CATALOG_PUBLIC_URL: 'http://127.0.0.1:5401',
    });
    expect(ports).toMatchObject({ catalog: 5401, orders: 7000, recommendations: 5407 });
  });

  it('hosts the services that are named, in the order of the house', () => {
    expect(readConfig({ SERVICES: 'pricing, catalog' }).SERVICES).toEqual(['catalog', 'pricing']);
  });

  it('names every variable that is wrong, at once', () => {
    const problems = problemsOf({
      SERVICES: 'catalog,warehouse',
      CATALOG_PORT: 'x',
      FRONTAGE_PORT_OFFSET: '-1',
      PRICING_URL: 'grpc://127.0.0.1:1',
      INVENTORY_URL: 'http://127.0.0.1:1',
      OIDC_ISSUER: 'ftp://127.0.0.1:4300',
      SHIP_AFTER_MS: '1.5',
      DOMAIN_SERVICES_CLIENT_SECRET: 'short',
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'FRONTAGE_PORT_OFFSET',
      'SERVICES',
      'CATALOG_PORT',
      'PRICING_URL',
      'INVENTORY_URL',
      'OIDC_ISSUER',
      'DOMAIN_SERVICES_CLIENT_SECRET',
      'SHIP_AFTER_MS',
    ]);
    expect(problems[1]).toBe(`SERVICES: there is no service 'warehouse'; use ${serviceNames.join(', ')}`);
  });

  it('says why it does not run in production', () => {
    expect(problemsOf({ NODE_ENV: 'production', DOMAIN_SERVICES_CLIENT_SECRET: 's'.repeat(32) })).toEqual([
      'NODE_ENV: must not be production: these are mock services, which anybody may break',
    ]);
  });
});
