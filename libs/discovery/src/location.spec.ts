import { parseServiceLocation, serviceLocation } from './index.ts';

const list = (scheme: string, addresses: string[], weights = addresses.map(() => 1)) => ({
  source: 'static',
  scheme,
  addresses,
  weights,
});

const problemsOf = (text: string): string[] => {
  const { error } = serviceLocation.safeParse(text);
  return error?.issues.map(({ message }) => message) ?? [];
};

describe('a service location', () => {
  it.each([
    ['http://a:8080', list('http', ['a:8080'])],
    ['http://a', list('http', ['a'])],
    ['https://a.example:8443/', list('https', ['a.example:8443'])],
    ['http://a:8080, http://b:8081', list('http', ['a:8080', 'b:8081'])],
    ['http://a:8080;w=3,http://b:8080', list('http', ['a:8080', 'b:8080'], [3, 1])],
    ['http://a:8080 ; w=1000', list('http', ['a:8080'], [1000])],
    ['http://[::1]:8080', list('http', ['[::1]:8080'])],
    ['grpc://inventory:4403', list('grpc', ['inventory:4403'])],
    ['grpcs://[::1]:4403;w=2,grpcs://b:1', list('grpcs', ['[::1]:4403', 'b:1'], [2, 1])],
    ['dns+http://catalog.shop.svc:8080', { source: 'dns', scheme: 'http', name: 'catalog.shop.svc', port: 8080 }],
    ['dns+https://Catalog.Shop.:443/', { source: 'dns', scheme: 'https', name: 'catalog.shop.', port: 443 }],
    ['dns+grpc://inventory:4403', { source: 'dns', scheme: 'grpc', name: 'inventory', port: 4403 }],
    ['srv+http://_http._tcp.catalog.shop', { source: 'srv', scheme: 'http', name: '_http._tcp.catalog.shop' }],
    ['srv+grpc://inventory.service.consul', { source: 'srv', scheme: 'grpc', name: 'inventory.service.consul' }],
    ['srv+grpcs://_grpc._tcp.inventory', { source: 'srv', scheme: 'grpcs', name: '_grpc._tcp.inventory' }],
  ])('may be %j', (text, location) => {
    expect(parseServiceLocation(text)).toEqual(location);
  });

  it.each([
    ['', 'names no place at all'],
    [' ', 'names no place at all'],
    ['http://a:8080,', 'an entry of the list is empty'],
    [',http://a:8080', 'an entry of the list is empty'],
    ['catalog', "'catalog' is not a URL"],
    ['http://a:port', 'is not a URL'],
    ['http://a:99999', 'is not a URL'],
    ['http://', 'is not a URL'],
    ['localhost:8080', 'is not a URL'],
    ['http:8080', 'is not a URL'],
    ['dns+http:catalog:80', 'is not a URL'],
    ['grpc://:4403', 'is not a URL'],
    ['grpc://', 'names no host'],
    ['dns+http://', 'names no host'],
    ['ftp://a', 'unknown scheme; use http, https, grpc, grpcs, alone or after dns+ or srv+'],
    ['consul+http://consul:8500/catalog', 'unknown scheme'],
    ['dns+ftp://a:1', 'unknown scheme'],
    ['dns+dns+http://a:1', 'unknown scheme'],
    ['static+http://a:1', 'unknown scheme'],
    ['http://a,https://b', 'one scheme, not http and https'],
    ['http://a:1,dns+http://b:1', 'one scheme, not http and dns+http'],
    ['dns+http://a:1,dns+http://b:1', 'dns+http names one place'],
    ['srv+http://a,srv+http://b', 'srv+http names one place'],
    ['http://a/api', 'must be a scheme, a host and a port only'],
    ['http://a?x=1', 'must be a scheme, a host and a port only'],
    ['http://a#x', 'must be a scheme, a host and a port only'],
    ['dns+http://a:1/api', 'must be a scheme, a host and a port only'],
    ['srv+http://_http._tcp.a/api', 'must be a scheme, a host and a port only'],
    ['http://user@a', 'must name no user and no password'],
    ['http://:password@a', 'must name no user and no password'],
    ['dns+http://user@a:1', 'must name no user and no password'],
    ['grpc://inventory', 'names no port, and gRPC has none by default'],
    ['dns+http://catalog', 'names no port, and the addresses of a name have none'],
    ['dns+http://10.0.0.1:80', 'names an address'],
    ['dns+http://[::1]:80', 'names an address'],
    ['dns+http://cat%20alog:80', 'no valid DNS name'],
    ['dns+http://-catalog:80', 'no valid DNS name'],
    ['dns+http://catalog..shop:80', 'no valid DNS name'],
    [`dns+http://${'a'.repeat(64)}:80`, 'no valid DNS name'],
    [`dns+http://${'a.'.repeat(127)}b:80`, 'no valid DNS name'],
    ['srv+http://_http._tcp.catalog:80', 'must name no port: the SRV records do'],
    ['http://a:1,http://a:1', "'a:1' is named twice; for a larger share give it a weight: ';w=2'"],
    ['http://a;w=0', 'must have a weight from 1 to 1000'],
    ['http://a;w=1001', 'must have a weight from 1 to 1000'],
    ['http://a;w=-1', 'one parameter only'],
    ['http://a;w=1.5', 'one parameter only'],
    ['http://a;w=', 'one parameter only'],
    ['http://a;weight=2', 'one parameter only'],
    ['http://a;w=1;w=2', 'one parameter only'],
    ['dns+http://a:1;w=2', 'takes no weight'],
    ['srv+http://a;w=2', 'takes no weight'],
  ])('may not be %j', (text, message) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(message)]);
    expect(() => parseServiceLocation(text)).toThrow();
  });

  it('tells everything that is wrong with a list at once', () => {
    expect(problemsOf('ftp://a,catalog,http://b/x,http://c;w=0,http://d,https://e')).toEqual([
      expect.stringContaining("'ftp://a' has an unknown scheme"),
      expect.stringContaining("'catalog' is not a URL"),
      expect.stringContaining("'http://b/x' must be"),
      expect.stringContaining("'http://c;w=0' must have a weight"),
      expect.stringContaining('one scheme, not http and https'),
    ]);
  });

  it.each([
    'http://user:hunter2@a',
    'ftp://user:hunter2@a',
    'http://a,https://user:hunter2@a',
    'http://user:hunter2@a:port',
    'http://user:hun/hunter2@a:port',
    'user:hunter2@a',
    'dns+http://user:hunter2@a',
    'http://a?token=hunter2',
    'http://a#hunter2',
  ])('is not repeated where it holds a secret: %s', (text) => {
    expect(problemsOf(text)).not.toEqual([]);
    expect(problemsOf(text).join()).not.toMatch(/hun/);
  });
});
