/** Pages for a person who navigates to an unknown address, or to one for programs. */

import { startWebHouse, type WebHouse } from './harness.ts';

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse()));
afterAll(() => house.close());

/** `Accept` of a browser's navigation. */
const navigation = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const navigate = (path: string) => house.client.get(path).set('Accept', navigation);

describe('a person who navigates', () => {
  it.each([
    ['nowhere', '/nothing/here.html', 404, 'There is no such page.', 'href="/"'],
    ['back from a login that is over', '/auth/callback?state=x&code=y', 400, 'login', 'href="/auth/login"'],
    ['to log in for a foreign place', '/auth/login?returnTo=//evil.example', 400, 'return', 'href="/auth/login"'],
  ])(
    '%s sees a page with the status, a sentence, the request id and the way on',
    async (_, path, status, said, way) => {
      const response = await navigate(path).expect(status);
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(response.headers['cache-control']).toBe('no-store');
      expect(response.text).toContain(said);
      expect(response.text).toContain(way);
      expect(response.text).toContain(`Status ${status}, request ${response.headers['x-request-id']}`);
      expect(response.text).not.toMatch(/<script|javascript:| on[a-z]+=/);
      expect(response.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);
    },
  );

  it('sees nothing of what the address holds as markup', async () => {
    const response = await navigate('/auth/callback?error=%3Cscript%3Ealert(1)%3C/script%3E&state=%22%3E%3Cb%3E');
    expect(response.text).not.toMatch(/<script|<b>/);
  });

  it('to a kind of problem sees a page about it, and a program its text', async () => {
    const page = await navigate('/problems/rate-limited').expect(200);
    expect(page.text).toContain('<h1>RATE_LIMITED</h1>');
    const text = await house.client.get('/problems/rate-limited').expect(200);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    for (const { headers } of [page, text]) expect(headers['vary']).toMatch(/\bAccept\b/);
  });

  it('with the logout of a session that is no more is offered that of the session that there is', async () => {
    const { browser } = await house.login('ada');
    const { logoutUrl } = (await browser.get('/auth/session')).json() as { logoutUrl: string };
    const stale = await browser.get(`/auth/logout?sid=${'A'.repeat(22)}`, { headers: { Accept: navigation } });
    expect(stale.status).toBe(400);
    expect(stale.text).toContain(`href="${logoutUrl}"`);
    // The session has not ended, and the logout link still works.
    expect((await browser.get('/auth/session')).status).toBe(200);
    await browser.get(logoutUrl, { headers: { Accept: navigation } });
    expect((await browser.get('/auth/session')).status).toBe(401);
  });
});

describe('a program', () => {
  it.each([undefined, '*/*', 'application/json', 'application/problem+json, text/html;q=0.5'])(
    'that accepts %s gets a problem document, wherever it asks',
    async (accept) => {
      for (const path of ['/nothing/here', '/auth/callback?state=x']) {
        const request = house.client.get(path).set('X-CSRF', '1');
        const response = await (accept === undefined ? request : request.set('Accept', accept));
        expect(response.headers['content-type']).toBe('application/problem+json');
        expect(response.status).toBe(path === '/nothing/here' ? 404 : 400);
      }
    },
  );

  it('is told of the missing header where it wants no page', async () => {
    const response = await house.client.get('/nothing/here').expect(403);
    expect(response.body).toMatchObject({ reason: 'CSRF_HEADER_MISSING' });
    await house.client.post('/graphql').set('Accept', navigation).send({ query: '{ __typename }' }).expect(403);
  });
});

describe('a session', () => {
  it('lives as long as the environment says', async () => {
    const own = await startWebHouse({ SESSION_IDLE_MINUTES: '5', SESSION_MAX_MINUTES: '7' });
    const { browser } = await own.login('ada');
    const { expiresIn } = (await browser.get('/auth/session')).json() as { expiresIn: number };
    // Whole seconds of a clock that goes on during the request: 299 where it crossed a millisecond.
    expect(expiresIn).toBeLessThanOrEqual(5 * 60);
    expect(expiresIn).toBeGreaterThan(4 * 60);
    await own.close();
  });

  it('of somebody without a role is a visitor’s where the environment says so', async () => {
    const own = await startWebHouse({ OIDC_DEFAULT_ROLE: 'none', OIDC_CUSTOMER_ROLES: 'shopper' });
    const { browser, ask } = await own.login('ada');
    expect((await browser.get('/auth/session')).json()).toMatchObject({ sub: 'ada', roles: [] });
    expect((await ask('{ viewer { id } }')).data).toEqual({ viewer: null });
    const refused = await ask('{ cart { id } }');
    expect([refused.status, refused.errors?.[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
    await own.close();
  });
});
