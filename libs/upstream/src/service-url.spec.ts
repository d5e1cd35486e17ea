import { parseServiceUrl, serviceUrl } from './index.ts';

describe('a service URL', () => {
  it.each([
    ['http://a:8080', 'http', ['a:8080']],
    ['http://a', 'http', ['a']],
    ['https://a.example:8443/', 'https', ['a.example:8443']],
    ['http://a:8080, http://b:8081', 'http', ['a:8080', 'b:8081']],
    ['http://[::1]:8080', 'http', ['[::1]:8080']],
    ['grpc://inventory:4403', 'grpc', ['inventory:4403']],
    ['grpcs://[::1]:4403,grpcs://b:1', 'grpcs', ['[::1]:4403', 'b:1']],
  ])('may be %j', (text, scheme, addresses) => {
    expect(parseServiceUrl(text)).toEqual({ scheme, addresses });
  });

  it.each([
    ['', 'is not a URL'],
    ['http://a:8080,', 'is not a URL'],
    ['catalog', 'is not a URL'],
    ['http://a:port', 'is not a URL'],
    ['http://', 'is not a URL'],
    ['localhost:8080', 'is not a URL'],
    ['ftp://a', 'unknown scheme; use one of http, https, grpc, grpcs'],
    ['dns+http://catalog.shop.svc:8080', 'unknown scheme'],
    ['http:8080', 'is not a URL'],
    ['http://a,https://b', 'another scheme'],
    ['http://a/api', 'must be a scheme, a host and a port only'],
    ['http://a?x=1', 'must be a scheme, a host and a port only'],
    ['http://a#x', 'must be a scheme, a host and a port only'],
    ['http://user@a', 'names no user'],
    ['http://:password@a', 'names no user'],
    ['grpc://', 'names no host'],
    ['grpc://:4403', 'is not a URL'],
    ['grpc://inventory', 'names no port'],
  ])('may not be %j', (text, message) => {
    const { success, error } = serviceUrl.safeParse(text);
    expect(success).toBe(false);
    expect(error!.issues).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
    expect(() => parseServiceUrl(text)).toThrow(message);
  });

  it.each(['http://user:hunter2@a', 'ftp://user:hunter2@a', 'http://a,https://user:hunter2@a'])(
    'is not repeated when it holds a password: %s',
    (text) => {
      const { error } = serviceUrl.safeParse(text);
      expect(error!.message).not.toContain('hunter2');
    },
  );
});
