import { isLoopback, isLoopbackHost } from './index.ts';

describe('loopback', () => {
  it.each(['localhost', 'shop.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])('is the host %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
    const inUrl = host.includes(':') ? '[::1]' : host;
    expect(isLoopback(`http://${inUrl}:4000/path`)).toBe(true);
  });

  it.each([
    '127.evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'notlocalhost',
    '0.0.0.0',
    '::',
    '',
  ])('is not the host %j', (host) =>
    expect([isLoopbackHost(host), isLoopback(`http://${host}/`)]).toEqual([false, false]),
  );

  it('is nowhere in what is no URL', () => {
    expect(isLoopback('localhost')).toBe(false);
  });
});
