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

/** Addresses of every service and of the provider: production has no default for them. */
const elsewhere = {
  OIDC_ISSUER: 'https://id.example',
  INVENTORY_URL: 'grpc://inventory.example:50051',
  ...Object.fromEntries(
    ['CATALOG', 'PRICING', 'REVIEWS', 'CUSTOMERS', 'ORDERS', 'RECOMMENDATIONS'].map((name) => [
      `${name}_URL`,
      `http://${name.toLowerCase()}.example`,
    ]),
  ),
};

describe('configuration', () => {
  it('needs nothing in development', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 4000, ADMIN_PORT: 4001, PUBLIC_URL: 'http://localhost:4000' });
    expect(loadConfig({ PORT: '4700' }).PUBLIC_URL).toBe('http://localhost:4700');
  });

  it('tells everything that is wrong at once, by name', () => {
    const wrong = problems({ PORT: 'x', SESSION_KEYS: 'short', PUBLIC_URL: 'http://a/b', CATALOG_URL: 'catalog' });
    for (const name of ['PORT', 'SESSION_KEYS', 'PUBLIC_URL', 'CATALOG_URL']) {
      expect(wrong.filter((problem) => problem.startsWith(`${name}:`))).toHaveLength(1);
    }
  });

  it.each<[Record<string, string>, variable: string]>([
    [{ INSECURE_COOKIES: 'true' }, 'INSECURE_COOKIES'],
    [{ PUBLIC_URL: 'http://shop.test' }, 'PUBLIC_URL'],
    [{ OIDC_ISSUER: 'http://id.test' }, 'OIDC_ISSUER'],
    [{ OIDC_ISSUER: 'ftp://id.test' }, 'OIDC_ISSUER'],
    [{ OIDC_ORIGINS: 'id.test' }, 'OIDC_ORIGINS'],
    [{ TRUSTED_DOCUMENTS: 'only' }, 'TRUSTED_DOCUMENTS'],
  ])('tells one problem for %j', (env, variable) => {
    expect(problems(env)).toEqual([expect.stringMatching(`^${variable}: must`)]);
  });

  it('refuses development secrets, plain http and insecure cookies in production', () => {
    const production = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://shop.example',
      ...elsewhere,
    };
    expect(problems(production).map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['SESSION_KEYS', 'WEB_BFF_CLIENT_SECRET']),
    );
    const secrets = { SESSION_KEYS: 'k'.repeat(32), WEB_BFF_CLIENT_SECRET: 's'.repeat(32) };
    expect(problems({ ...production, ...secrets })).toEqual([]);
    expect(problems({ ...production, ...secrets, PUBLIC_URL: '' })).toEqual([
      'PUBLIC_URL: must be an https origin in production',
    ]);
    expect(problems({ ...production, ...secrets, INSECURE_COOKIES: 'true' })).toEqual([
      'INSECURE_COOKIES: must not be set in production',
    ]);
  });

  it('refuses what browsers would not keep a session at, and insecurity where it is not needed', () => {
    const http = { PUBLIC_URL: 'http://shop.test' };
    expect(problems(http)).toEqual([expect.stringMatching(/^PUBLIC_URL: must be https/)]);
    expect(problems({ ...http, INSECURE_COOKIES: 'true' })).toEqual([]);
    for (const PUBLIC_URL of ['', 'http://localhost:4000', 'http://127.0.0.1:4000', 'https://shop.test'])
      expect(problems({ PUBLIC_URL, INSECURE_COOKIES: 'true' })).toEqual([
        expect.stringMatching(/^INSECURE_COOKIES: must not be set/),
      ]);
    expect(problems({ ...http, PORT: 'x', OIDC_ISSUER: 'ftp://id.example' }).map((text) => text.split(':')[0])).toEqual(
      expect.arrayContaining(['PORT', 'OIDC_ISSUER', 'PUBLIC_URL']),
    );
  });

  it('refuses sessions in memory for several instances in production', () => {
    const production = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://shop.example',
      ...elsewhere,
      SESSION_KEYS: 'k'.repeat(32),
      WEB_BFF_CLIENT_SECRET: 's'.repeat(32),
    };
    expect(problems({ ...production, REPLICAS: '2' })).toEqual([expect.stringMatching(/^REDIS_URL: is required/)]);
    expect(problems({ ...production, REPLICAS: '2', REDIS_URL: 'redis://cache:6379' })).toEqual([]);
    expect(problems({ REPLICAS: '2' })).toEqual([]);
  });

  it('tells everything that production refuses at once, beside what is wrong anywhere', () => {
    const wrong = problems({
      ...elsewhere,
      OIDC_ISSUER: '',
      CATALOG_URL: '',
      NODE_ENV: 'production',
      PORT: 'x',
      REPLICAS: '2',
      PUBLIC_URL: 'http://*.shop.example',
      INSECURE_COOKIES: 'true',
      ADDRESSES_FILE: '',
      TRUST_PROXY: '0.0.0.0/0',
    });
    expect(wrong.map((problem) => problem.split(':')[0]).toSorted()).toEqual([
      'CATALOG_URL',
      'INSECURE_COOKIES',
      'OIDC_ISSUER',
      'PORT',
      'PUBLIC_URL',
      'PUBLIC_URL',
      'PUBLIC_URL',
      'REDIS_URL',
      'SESSION_KEYS',
      'TRUST_PROXY',
      'WEB_BFF_CLIENT_SECRET',
    ]);
  });

  it('takes several session keys, so that one can be replaced', () => {
    const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)];
    expect(loadConfig({ SESSION_KEYS: `${fresh}, ${old}` }).SESSION_KEYS).toEqual([fresh, old]);
  });
});
