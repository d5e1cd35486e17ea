import { z } from 'zod';
import type { ConfigError } from './index.ts';
import { issuerConfig, parseConfig, providerOrigins, serverConfig, serviceTokenConfig } from './config.exports.ts';

const schema = z
  .object({
    ...serverConfig({ port: 4100, adminPort: 4101 }),
    ...issuerConfig,
    BFF_SECRET: z.string().default('mobile-bff-development-secret'),
    API_KEYS: z
      .string()
      .transform((text) => [{ id: text.slice(0, 3) }])
      .prefault('development'),
    ALLOWED_ORIGINS: z.string().default('https://shop.example'),
    CATALOG_URL: z
      .string()
      .transform((text) => text.split(','))
      .prefault('http://127.0.0.1:4401'),
    INVENTORY_URL: z.string().default('dns+grpc://localhost:4403'),
    HOST_NAME: z.string().default('127.0.0.1'),
    REDIS_URL: z.string().optional(),
    DATABASE_URL: z.string().optional(),
  })
  .transform((config) => ({ ...config, more: true }));

const fit = {
  NODE_ENV: 'production',
  OIDC_ISSUER: 'https://id.example',
  BFF_SECRET: 's'.repeat(32),
  API_KEYS: '[]',
  CATALOG_URL: 'http://catalog.example',
  INVENTORY_URL: 'grpc://inventory.example:50051',
};
const refused = (env: Record<string, string>): readonly string[] => {
  try {
    parseConfig(schema, { ...fit, ...env }, { sharedStores: ['REDIS_URL', 'DATABASE_URL'] });
    return [];
  } catch (error) {
    return (error as ConfigError).problems.map((problem) => problem.split(':')[0]!);
  }
};

describe('the identity provider', () => {
  const told = (env: Record<string, string>) => refused({ NODE_ENV: 'development', ...env });

  it.each([
    'https://id.example',
    'https://tenant.example/',
    'https://id.example/realms/shop',
    'https://login.example/9f2c/v2.0',
    'http://127.0.0.1:4300',
    'http://localhost:4300/',
    'http://[::1]:4300',
  ])('may be %s', (OIDC_ISSUER) => {
    expect(parseConfig(schema, { OIDC_ISSUER })).toMatchObject({ OIDC_ISSUER });
  });

  it.each([
    'id.example',
    'ftp://id.example',
    'http://id.example',
    'HTTP://id.example',
    'http://127.0.0.1.example',
    'https://id.example?tenant=1',
    'https://id.example/#here',
    'https://user:secret@id.example',
    'https://id.example/ ',
  ])('may not be %s', (OIDC_ISSUER) => {
    expect(told({ OIDC_ISSUER })).toEqual(['OIDC_ISSUER']);
  });

  it('may have endpoints at origins that are named, each of them safe', () => {
    expect(told({ OIDC_ORIGINS: 'https://tokens.example, http://127.0.0.1:4301' })).toEqual([]);
    for (const OIDC_ORIGINS of ['https://tokens.example/', 'http://tokens.example', 'https://a.example,', '*'])
      expect(told({ OIDC_ORIGINS })).toEqual(['OIDC_ORIGINS']);
    const config = parseConfig(schema, {
      OIDC_ISSUER: 'https://id.example/x/',
      OIDC_ORIGINS: 'https://tokens.example',
    });
    expect(providerOrigins(config)).toEqual(['https://id.example', 'https://tokens.example']);
    expect(providerOrigins(parseConfig(schema, {}))).toEqual(['http://127.0.0.1:4300']);
  });
});

describe('tokens for services', () => {
  const forms = z.object(serviceTokenConfig);
  const requestFor = (SERVICE_TOKEN_REQUESTS: string, service: string) =>
    parseConfig(forms, { SERVICE_TOKEN_REQUESTS }).SERVICE_TOKEN_REQUESTS(service);

  it('are asked for by scope, resource or audience, for all services alike, or for one otherwise', () => {
    expect(requestFor('', 'orders')).toEqual({ scope: 'act', resource: 'urn:frontage:orders' });
    expect(requestFor('audience=https://{service}.example/', 'orders')).toEqual({
      audience: 'https://orders.example/',
    });
    const some = 'scope={service}/act orders?scope=api%3A%2F%2F5f7c/.default+more';
    expect(requestFor(some, 'catalog')).toEqual({ scope: 'catalog/act' });
    expect(requestFor(some, 'orders')).toEqual({ scope: 'api://5f7c/.default more' });
    expect(requestFor('orders?scope=act', 'catalog')).toEqual({});
  });

  it.each(['client_id=x', 'scope', 'scope=act resource=urn:x', 'orders?grant_type=password', '?scope=a'])(
    'are not asked for with %s',
    (SERVICE_TOKEN_REQUESTS) => {
      expect(() => requestFor(SERVICE_TOKEN_REQUESTS, 'orders')).toThrow(/^SERVICE_TOKEN_REQUESTS: must be forms/);
    },
  );
});

describe('production', () => {
  it('starts when it is fit', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ ALLOWED_ORIGINS: 'https://a.example,https://b.example' })).toEqual([]);
  });

  it.each([
    ['a secret that was not set', { BFF_SECRET: '' }, ['BFF_SECRET']],
    ['a secret of development', { BFF_SECRET: 'web-bff-development-secret' }, ['BFF_SECRET']],
    ['a default that becomes something else', { API_KEYS: '' }, ['API_KEYS']],
    ['a wildcard origin', { ALLOWED_ORIGINS: '*' }, ['ALLOWED_ORIGINS']],
    ['a wildcard among origins', { ALLOWED_ORIGINS: 'https://a.example,https://*.b.example' }, ['ALLOWED_ORIGINS']],
    ['an http issuer', { OIDC_ISSUER: 'http://id.example' }, ['OIDC_ISSUER']],
    ['an http issuer in capitals', { OIDC_ISSUER: 'HTTP://id.example' }, ['OIDC_ISSUER']],
    ['an http issuer on loopback', { OIDC_ISSUER: 'http://127.0.0.1:4300' }, ['OIDC_ISSUER']],
    [
      'an http issuer elsewhere, though asked to',
      { OIDC_ISSUER: 'http://id.example', INSECURE_ISSUER: 'true' },
      ['OIDC_ISSUER'],
    ],
    [
      'an http issuer that only looks like loopback',
      { OIDC_ISSUER: 'http://127.0.0.1.example', INSECURE_ISSUER: 'true' },
      ['OIDC_ISSUER'],
    ],
    ['a service that nobody named', { CATALOG_URL: '' }, ['CATALOG_URL']],
    [
      'all of them at once',
      { CATALOG_URL: '', INVENTORY_URL: '', OIDC_ISSUER: '' },
      ['OIDC_ISSUER', 'CATALOG_URL', 'INVENTORY_URL'],
    ],
    ['an issuer that nobody named, though asked to', { OIDC_ISSUER: '', INSECURE_ISSUER: 'true' }, ['OIDC_ISSUER']],
    ['stores of each instance', { REPLICAS: '2' }, ['REDIS_URL', 'DATABASE_URL']],
    ['one store of each instance', { REPLICAS: '2', REDIS_URL: 'redis://cache' }, ['DATABASE_URL']],
    [
      'all of it, beside what is wrong anywhere',
      {
        PORT: 'x',
        REPLICAS: '2',
        BFF_SECRET: '',
        OIDC_ISSUER: '',
        ALLOWED_ORIGINS: '*',
        DATABASE_URL: 'postgres://db',
      },
      ['PORT', 'BFF_SECRET', 'ALLOWED_ORIGINS', 'OIDC_ISSUER', 'REDIS_URL'],
    ],
  ] as const)('refuses %s', (_, env, names) => expect(refused(env)).toEqual(names));

  it('takes a service beside it that is named', () => {
    expect(refused({ CATALOG_URL: 'http://127.0.0.1:4401', INVENTORY_URL: 'grpc://localhost:4403' })).toEqual([]);
  });

  it('says what is missing, and what of development it would otherwise be', () => {
    expect(() => parseConfig(schema, { ...fit, CATALOG_URL: '' })).toThrow(
      'CATALOG_URL: is required in production: its default, http://127.0.0.1:4401, is for development',
    );
  });

  it('wants one of several variables where it is told to', () => {
    const options = { eitherInProduction: [{ names: ['DATABASE_URL', 'DATA_DIR'], because: 'keys would be lost' }] };
    expect(() => parseConfig(schema, fit, options)).toThrow(
      'DATABASE_URL or DATA_DIR: is required in production: keys would be lost',
    );
    expect(parseConfig(schema, { ...fit, DATABASE_URL: 'postgres://db' }, options)).toHaveProperty('DATABASE_URL');
    expect(parseConfig(schema, { ...fit, DATA_DIR: '/var/lib/x' }, options)).not.toHaveProperty('DATABASE_URL');
    expect(parseConfig(schema, {}, options)).not.toHaveProperty('DATABASE_URL');
  });

  it('takes an http issuer beside it for measurements, when it is asked to', () => {
    expect(refused({ OIDC_ISSUER: 'http://127.0.0.1:4300', INSECURE_ISSUER: 'true' })).toEqual([]);
  });

  it('is the only one to refuse any of this', () => {
    for (const NODE_ENV of ['development', 'test'])
      expect(
        refused({
          NODE_ENV,
          REPLICAS: '2',
          OIDC_ISSUER: '',
          BFF_SECRET: '',
          API_KEYS: '',
          ALLOWED_ORIGINS: '*',
          CATALOG_URL: '',
        }),
      ).toEqual([]);
  });
});
