import type { ConfigError } from '@frontage/http-server';
import { loadConfig } from './config.ts';

const problems = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

describe('configuration', () => {
  it('needs nothing in development, and demands no special login', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 4100, ADMIN_PORT: 4101 });
    expect(loadConfig({}).CHECKOUT_ACR).toBeUndefined();
  });

  it('takes several authentication contexts, best first, and nothing that would break out of a header', () => {
    expect(loadConfig({ CHECKOUT_ACR: 'urn:example:mfa pin' }).CHECKOUT_ACR).toEqual(['urn:example:mfa', 'pin']);
    for (const bad of ['a  b', ' a', 'a"b', 'a\\b', 'a\r\nb', 'é']) {
      expect(problems({ CHECKOUT_ACR: bad })).toEqual(['CHECKOUT_ACR: must be words separated by one space']);
    }
  });

  it('logs notifications in development, sends none in production, and shares their database between instances', () => {
    expect(loadConfig({}).PUSH_SENDER).toBe('log');
    expect(loadConfig({ FRONTAGE_DATA_DIR: '/d' }).DATABASE_URL).toBe('sqlite:/d/mobile-bff.sqlite');
    const two = { REPLICAS: '2', REDIS_URL: 'redis://a' };
    expect(problems(two)).toEqual([expect.stringMatching(/^DATABASE_URL: must be a PostgreSQL server/)]);
    for (const more of [{ PUSH_SENDER: 'none' }, { DATABASE_URL: 'postgres://me@db/shop' }])
      expect(problems({ ...two, ...more })).toEqual([]);
    expect(problems({ PUSH_SENDER: 'pigeon', DATABASE_URL: 'mysql://db' })).toHaveLength(2);
    const production = Object.fromEntries(
      ['CATALOG', 'PRICING', 'REVIEWS', 'CUSTOMERS', 'ORDERS', 'RECOMMENDATIONS'].map((name) => [
        `${name}_URL`,
        'http://service.internal',
      ]),
    );
    const inProduction = {
      ...production,
      NODE_ENV: 'production',
      INVENTORY_URL: 'grpc://service.internal:1',
      OIDC_ISSUER: 'https://id.example',
      MOBILE_BFF_CLIENT_SECRET: 's'.repeat(32),
      TOKEN_KEYS: 't'.repeat(32),
    };
    const { PUSH_SENDER } = loadConfig(inProduction);
    expect(PUSH_SENDER).toBe('none');
    const sending = { ...inProduction, PUSH_SENDER: 'log' };
    expect(problems(sending)).toEqual([expect.stringMatching(/^DATABASE_URL: or FRONTAGE_DATA_DIR is required/)]);
    for (const more of [{ FRONTAGE_DATA_DIR: '/var/lib/frontage' }, { DATABASE_URL: 'postgres://me@db/shop' }])
      expect(problems({ ...sending, ...more })).toEqual([]);
  });

  it('refuses the development secrets in production', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^MOBILE_BFF_CLIENT_SECRET: /),
        expect.stringMatching(/^TOKEN_KEYS: /),
      ]),
    );
  });

  it('demands in production where the provider and every service are, all at once', () => {
    const missing = [
      'OIDC_ISSUER',
      'CATALOG_URL',
      'PRICING_URL',
      'INVENTORY_URL',
      'REVIEWS_URL',
      'CUSTOMERS_URL',
      'ORDERS_URL',
      'RECOMMENDATIONS_URL',
    ];
    const secrets = { MOBILE_BFF_CLIENT_SECRET: 's'.repeat(32), TOKEN_KEYS: 't'.repeat(32) };
    const found = problems({ NODE_ENV: 'production', ...secrets });
    expect(found.map((problem) => problem.split(':')[0])).toEqual(missing);
    for (const problem of found) expect(problem).toContain(': is required in production');
  });
});
