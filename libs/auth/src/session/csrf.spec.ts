import { createBrowser } from '../fake/index.ts';
import { providers, type Shop, startShop } from '../../test/session-harness.ts';

describe.each(providers)('the CSRF stage, with $name', (provider) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop({ provider });
  });
  afterAll(() => shop.close());

  /** A request with these headers and no others. */
  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${shop.origin}${path}`, { method, headers: { 'sec-fetch-mode': 'cors', ...headers }, redirect: 'manual' });
  const reasonOf = async (answer: Response): Promise<unknown> => [
    answer.status,
    ((await answer.json()) as { reason?: string }).reason,
  ];

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses a %s without the header', async (method) => {
    const answer = await send(method, '/whoami');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await reasonOf(answer)).toEqual([403, 'CSRF_HEADER_MISSING']);
  });

  it('refuses a HEAD without the header', async () => {
    expect((await send('HEAD', '/whoami')).status).toBe(403);
  });

  it.each(['', '0', 'true', '1, 1', '11'])('refuses the header with the value %j', async (value) => {
    expect(await reasonOf(await send('GET', '/whoami', { 'x-csrf': value }))).toEqual([403, 'CSRF_HEADER_MISSING']);
  });

  it('refuses the session check, unknown routes and anything below a page that is no page, without the header', async () => {
    for (const path of [
      '/auth/session',
      '/nowhere',
      '/auth/login/',
      '/auth/login/x',
      '/Auth/Login',
      '/graphiqlx',
      '/graphql',
    ]) {
      expect(await reasonOf(await send('GET', path))).toEqual([403, 'CSRF_HEADER_MISSING']);
    }
  });

  it.each(['GET', 'POST'])(
    'lets a %s with the header pass, as scripts of no origin and of ours send it',
    async (method) => {
      const headers = { 'x-csrf': '1' };
      expect((await send(method, '/whoami', headers)).status).toBe(200);
      expect((await send(method, '/whoami', { ...headers, origin: shop.origin })).status).toBe(200);
      expect((await send(method, '/whoami', { ...headers, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    },
  );

  it.each([
    'null',
    'https://evil.example',
    'http://localhost',
    'http://localhost:1',
    'http://127.0.0.1:4000',
    'http://localhost.evil.example',
    '',
  ])('refuses the origin %j even with the header', async (origin) => {
    expect(await reasonOf(await send('POST', '/whoami', { 'x-csrf': '1', origin }))).toEqual([
      403,
      'ORIGIN_NOT_ALLOWED',
    ]);
  });

  it('refuses what a browser says is sent from another site, even with the header', async () => {
    const answer = await send('GET', '/whoami', { 'x-csrf': '1', 'sec-fetch-site': 'cross-site' });
    expect(await reasonOf(answer)).toEqual([403, 'CROSS_SITE_REQUEST']);
  });

  it('allows no other origin to ask: a preflight gets no leave', async () => {
    const answer = await send('OPTIONS', '/whoami', {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-csrf',
    });
    expect(answer.status).toBe(403);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it.each([
    ['/auth/login', 302],
    ['/auth/callback', 400],
    // Reached: the route itself refuses other sites.
    ['/auth/logout', 403],
    ['/livez', 200],
    ['/readyz', 200],
    ['/', 200],
    ['/welcome', 200],
    ['/graphiql', 200],
    ['/graphiql/app.js', 200],
  ])('lets browsers navigate to %s from anywhere', async (path, status) => {
    const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' };
    expect((await send('GET', path, headers)).status).toBe(status);
  });

  it('lets the provider post to /auth/backchannel-logout', async () => {
    expect(await reasonOf(await send('POST', '/auth/backchannel-logout'))).toEqual([400, 'LOGOUT_TOKEN_INVALID']);
  });

  it('lets nothing be posted to a page', async () => {
    expect(await reasonOf(await send('POST', '/welcome'))).toEqual([403, 'CSRF_HEADER_MISSING']);
    expect(await reasonOf(await send('POST', '/'))).toEqual([403, 'CSRF_HEADER_MISSING']);
  });

  it('is asked before anything is done with the cookie', async () => {
    const browser = createBrowser(shop.origin);
    await browser.login('ada');
    shop.clock.now += 29 * 60_000;
    expect((await browser.get('/whoami', { headers: { 'x-csrf': '0' } })).status).toBe(403);
    // The refused request has not prolonged the session.
    shop.clock.now += 60_000;
    expect((await browser.get('/auth/session')).status).toBe(401);
  });
});
