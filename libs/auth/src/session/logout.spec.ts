import { Failure } from '@frontage/errors';
import { people } from '@frontage/seed';
import { createIssuer } from '../index.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import type { SessionStore } from './session-store.ts';
import { isOffered } from '../fake/index.ts';
import { providers, type Shop, startShop } from '../../test/session-harness.ts';

const sessionCookie = '__Host-Http-frontage';

describe.each(providers)('GET /auth/logout, with $name', (provider) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop({ provider });
  });
  afterEach(() => shop.close());

  async function loggedIn() {
    const browser = shop.browser();
    await browser.login('ada');
    const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
    return { browser, logoutUrl };
  }

  it('ends the session here, revokes the refresh token, and leads to where the provider ends its own', async () => {
    const { browser, logoutUrl } = await loggedIn();
    const id = browser.cookies.get(sessionCookie)!;
    const answer = await browser.step(logoutUrl);
    const next = new URL(answer.headers.get('location')!);
    expect([answer.status, `${next.origin}${next.pathname}`]).toEqual([
      302,
      shop.issuer.metadata['end_session_endpoint'],
    ]);
    // RP-Initiated Logout §2: session and client, without an ID token. That would stay in the browser's history.
    expect(Object.fromEntries(next.searchParams)).toEqual({
      client_id: shop.clientId,
      logout_hint: provider.dress.namesSessions === false ? shop.subOf('ada') : shop.issuer.logins[0]!.sid,
      [provider.settings['OIDC_LOGOUT_PARAMETER'] ?? 'post_logout_redirect_uri']: `${shop.origin}/`,
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).toBe('');
    await shop.settled();
    expect(shop.issuer.revocations).toBe(shop.offers('revocation_endpoint') ? 1 : 0);
    expect([...browser.cookies]).toEqual([]);
    const thief = shop.browser();
    expect((await thief.get('/auth/session', { headers: { cookie: `${sessionCookie}=${id}` } })).status).toBe(401);
    const end = await browser.visit(next.href);
    expect(end.url.href).toBe(`${shop.origin}/`);
    expect(shop.issuer.endedSessions).toHaveLength(1);
  });

  it.each([
    ['no sid', ''],
    ['an empty sid', '?sid='],
    ['a wrong sid', `?sid=${'A'.repeat(22)}`],
    ['the sid of somebody else', undefined],
    ['the sid twice', 'twice'],
    ['an endless sid', `?sid=${'A'.repeat(8_000)}`],
  ])('refuses %s and ends nothing', async (_, query) => {
    const { browser, logoutUrl } = await loggedIn();
    const others = query === undefined ? new URL((await loggedIn()).logoutUrl, shop.origin).search : query;
    const search = query === 'twice' ? `${new URL(logoutUrl, shop.origin).search}&sid=x` : others;
    const answer = await browser.step(`/auth/logout${search}`);
    expect(answer.json()).toMatchObject({ status: 400, reason: 'LOGOUT_SID_MISMATCH' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await browser.get('/auth/session')).status).toBe(200);
    expect(shop.issuer.revocations).toBe(0);
  });

  it('leads home whoever is not logged in', async () => {
    const { logoutUrl } = await loggedIn();
    const answer = await shop.browser().step(logoutUrl);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${shop.origin}/`]);
    // A link on another site does not bring the cookie. It must not clear it either.
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(shop.issuer.revocations).toBe(0);
  });

  it('takes away the cookie of a session that is over', async () => {
    const { browser, logoutUrl } = await loggedIn();
    shop.clock.now += 9 * 3_600_000;
    const answer = await browser.step(logoutUrl);
    expect([answer.status, [...browser.cookies]]).toEqual([302, []]);
  });

  it.each(['with the session', 'without'])('refuses to be reached from another site, %s', async (how) => {
    const { browser, logoutUrl } = await loggedIn();
    const from = how === 'without' ? shop.browser() : browser;
    const answer = await from.get(logoutUrl, { headers: { 'sec-fetch-site': 'cross-site', accept: 'text/html' } });
    expect(answer.json()).toMatchObject({ status: 403, reason: 'CROSS_SITE_REQUEST' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await browser.get('/auth/session')).status).toBe(200);
  });

  it('names the person where the provider names no sessions', async () => {
    shop.issuer.idTokenClaims = { sid: undefined };
    const { browser, logoutUrl } = await loggedIn();
    const next = new URL((await browser.step(logoutUrl)).headers.get('location')!);
    expect(next.searchParams.get('logout_hint')).toBe(shop.subOf('ada'));
  });

  it('ends the session although the provider is down', async () => {
    const { browser, logoutUrl } = await loggedIn();
    shop.issuer.down = true;
    const answer = await browser.step(logoutUrl);
    expect(answer.status).toBe(302);
    expect([...browser.cookies]).toEqual([]);
    expect((await browser.get('/auth/session')).status).toBe(401);
    await shop.settled();
    // Without an endpoint to revoke at, nothing has failed.
    const failed = shop.offers('revocation_endpoint') ? ['revocation-failed'] : [];
    expect(shop.events.map(({ kind }) => kind)).toEqual(['begun', 'ended', ...failed]);
  });

  it('keeps nobody waiting for a provider that says nothing, and tells of it', async () => {
    let hangUp = (): void => undefined;
    const hanging: typeof fetch = (url, init) => {
      if (!String(url).endsWith('/revoke')) return fetch(url, init);
      return new Promise((_, fail) => (hangUp = () => fail(new Error('no answer'))));
    };
    shop.restart({ fetch: hanging });
    const { browser, logoutUrl } = await loggedIn();
    const answer = await browser.step(logoutUrl);
    expect(answer.headers.get('location')).toContain(`${String(shop.issuer.metadata['end_session_endpoint'])}?`);
    expect(shop.events.map(({ kind }) => kind)).toEqual(['begun', 'ended']);
    hangUp();
    await shop.settled();
    const kind = shop.offers('revocation_endpoint') ? 'revocation-failed' : 'ended';
    expect(shop.events.at(-1)).toMatchObject({ kind, sub: shop.subOf('ada') });
  });

  it('leads home after a second when it cannot be learned where the provider ends its own session', async () => {
    const store = createMemorySessionStore({ now: () => shop.clock.now });
    shop.restart({ store });
    const { browser, logoutUrl } = await loggedIn();
    // Another instance, which has not asked the provider for anything yet.
    const issuer = createIssuer({ identifier: shop.issuer.url, fetch: () => new Promise(() => undefined) });
    shop.restart({ store, issuer });
    const answer = await browser.step(logoutUrl);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${shop.origin}/`]);
    expect((await browser.get('/auth/session')).status).toBe(401);
    expect(shop.events.filter(({ kind }) => kind === 'end-session-failed')).toMatchObject([{ sub: shop.subOf('ada') }]);
  });

  it('leads home when the provider has no place to end a session', async () => {
    const bare: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init);
      if (!String(url).includes('.well-known')) return answer;
      return Response.json({
        ...((await answer.json()) as object),
        end_session_endpoint: undefined,
        revocation_endpoint: undefined,
      });
    };
    shop.restart({ fetch: bare, issuer: createIssuer({ identifier: shop.issuer.url, fetch: bare }) });
    const { browser, logoutUrl } = await loggedIn();
    expect((await browser.step(logoutUrl)).headers.get('location')).toBe(`${shop.origin}/`);
    expect(shop.issuer.revocations).toBe(0);
  });
});

const announces = ({ dress }: (typeof providers)[number]): boolean => isOffered(dress, 'backchannel_logout_supported');

describe.each(providers.filter(announces))('POST /auth/backchannel-logout, with $name', (provider) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop({ provider });
  });
  afterAll(() => shop.close());

  /** As the provider calls: a form, no cookie, no header of ours. */
  const post = (body: string | URLSearchParams, type = 'application/x-www-form-urlencoded') =>
    fetch(`${shop.origin}/auth/backchannel-logout`, {
      method: 'POST',
      body: String(body),
      headers: { 'content-type': type },
    });
  const logOut = (token: string) => post(new URLSearchParams({ logout_token: token }));
  const loggedIn = async (user: string) => {
    const browser = shop.browser();
    await browser.login(user);
    return {
      browser,
      sid: shop.issuer.logins.at(-1)!.sid,
      isIn: async () => (await browser.get('/auth/session')).status === 200,
    };
  };

  it('is announced', () => {
    expect(shop.issuer.metadata).toMatchObject({
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
  });

  it('ends the session that the sid names, and no other', async () => {
    const [first, second] = [await loggedIn('ada'), await loggedIn('ada')];
    const answer = await logOut(shop.logoutToken({ sub: shop.subOf('ada'), sid: first.sid }));
    expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([200, 'no-store', '']);
    expect([await first.isIn(), await second.isIn()]).toEqual([false, true]);
  });

  it('ends all sessions of the person that the sub names, and nobody else’s', async () => {
    const [first, second, other] = [await loggedIn('ada'), await loggedIn('ada'), await loggedIn('bob')];
    expect((await logOut(shop.logoutToken({ sub: shop.subOf('ada') }))).status).toBe(200);
    expect([await first.isIn(), await second.isIn(), await other.isIn()]).toEqual([false, false, true]);
  });

  it('takes a token once: sent again, it ends nothing', async () => {
    const token = shop.logoutToken({ sub: shop.subOf('bob') });
    expect((await logOut(token)).status).toBe(200);
    const { isIn } = await loggedIn('bob');
    const again = await logOut(token);
    expect([again.status, await isIn()]).toEqual([400, true]);
    expect(await again.json()).toMatchObject({ reason: 'LOGOUT_TOKEN_INVALID' });
  });

  it('takes a token again that ended nothing, because the store could not be asked', async () => {
    const inner = createMemorySessionStore();
    let isDown = true;
    const store: SessionStore = {
      ...inner,
      deleteBySub: (sub) =>
        isDown ? Promise.reject(new Failure('UNAVAILABLE', 'The store is away.')) : inner.deleteBySub(sub),
    };
    const other = await startShop({ provider, store });
    try {
      const body = new URLSearchParams({ logout_token: other.logoutToken({ sub: shop.subOf('ada') }) });
      const send = async () =>
        (await fetch(`${other.origin}/auth/backchannel-logout`, { method: 'POST', body })).status;
      expect(await send()).toBe(503);
      isDown = false;
      expect([await send(), await send()]).toEqual([200, 400]);
    } finally {
      await other.close();
    }
  });

  it('is content when there is nothing to end', async () => {
    expect((await logOut(shop.logoutToken({ sid: 'unknown' }))).status).toBe(200);
  });

  it.each(['JWT', undefined])('takes tokens of providers that give them the typ %s', async (typ) => {
    const { isIn, sid } = await loggedIn('bob');
    expect((await logOut(shop.logoutToken({ sid }, { typ }))).status).toBe(200);
    expect(await isIn()).toBe(false);
  });

  const nowS = () => Math.floor(Date.now() / 1_000);
  const event = 'http://schemas.openid.net/event/backchannel-logout';

  it.each<[string, () => Record<string, unknown>, Record<string, unknown>]>([
    ['for another audience', () => ({ aud: 'mobile-app' }), {}],
    ['without an audience', () => ({ aud: undefined }), {}],
    ['of another issuer', () => ({ iss: 'https://id.evil.example' }), {}],
    ['that has expired', () => ({ iat: nowS() - 200, exp: nowS() - 100 }), {}],
    ['without an end', () => ({ exp: undefined }), {}],
    ['that is old', () => ({ iat: nowS() - 400 }), {}],
    ['from the future', () => ({ iat: nowS() + 400, exp: nowS() + 800 }), {}],
    ['without iat', () => ({ iat: undefined }), {}],
    ['without jti', () => ({ jti: undefined }), {}],
    ['with a nonce, which makes it an ID token', () => ({ nonce: 'n' }), {}],
    ['without events', () => ({ events: undefined }), {}],
    ['with other events', () => ({ events: { 'http://schemas.openid.net/event/other': {} } }), {}],
    ['whose event is no object', () => ({ events: { [event]: true } }), {}],
    ['whose events are a list', () => ({ events: [event] }), {}],
    ['that names neither sub nor sid', () => ({ sub: undefined, sid: undefined }), {}],
    ['whose sub is no text', () => ({ sub: 7, sid: undefined }), {}],
    ['that is an access token', () => ({}), { typ: 'at+jwt' }],
    ['with a critical extension', () => ({}), { crit: ['b64'] }],
    ['with an unknown kid', () => ({}), { kid: 'unknown' }],
  ])('refuses a token %s', async (_, claims, header) => {
    const { isIn, sid } = await loggedIn('ada');
    const answer = await logOut(shop.logoutToken({ sid, sub: shop.subOf('ada'), ...claims() }, header));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
    expect(await answer.json()).toMatchObject({ code: 'MALFORMED_REQUEST', reason: 'LOGOUT_TOKEN_INVALID' });
    expect(await isIn()).toBe(true);
  });

  it('refuses a token that is not signed, or signed with something else', async () => {
    const { isIn, sid } = await loggedIn('ada');
    const genuine = shop.logoutToken({ sid });
    const [header, payload, signature] = genuine.split('.') as [string, string, string];
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'logout+jwt' })).toString('base64url');
    for (const token of [
      `${none}.${payload}.`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.replace(/./g, 'A')}`,
    ]) {
      expect((await logOut(token)).status).toBe(400);
    }
    expect(await isIn()).toBe(true);
  });

  it.each([
    ['nothing', '', undefined],
    ['another field', 'token=x', undefined],
    ['garbage', 'logout_token=x.y.z', undefined],
    ['two tokens', 'logout_token=a&logout_token=b', undefined],
    ['JSON', '{"logout_token":"x"}', 'application/json'],
  ])('refuses %s', async (_, body, type) => {
    const answer = await post(body, type);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
  });

  it('reads no more than a token can have', async () => {
    expect((await post(`logout_token=${'A'.repeat(20_000)}`)).status).toBe(413);
  });

  it('answers 400 when the provider’s keys cannot be had, as the standard wants it', async () => {
    shop.restart();
    shop.issuer.down = true;
    const answer = await logOut(shop.logoutToken({ sub: shop.subOf('ada') }));
    shop.issuer.down = false;
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
  });
});

describe.each(providers.filter((provider) => !announces(provider)))(
  'POST /auth/backchannel-logout, with $name, which sends no logout tokens',
  (provider) => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await startShop({ provider });
    });
    afterAll(() => shop.close());

    it('is not announced', () => {
      expect(shop.issuer.metadata).not.toHaveProperty('backchannel_logout_supported');
      expect(shop.issuer.metadata).not.toHaveProperty('backchannel_logout_session_supported');
      expect(() => shop.logoutToken({ sub: shop.subOf('ada') })).toThrow('sends no logout tokens');
    });

    it('takes nothing for a logout token that the provider gives out', async () => {
      const browser = shop.browser();
      await browser.login('ada');
      const person = { sub: shop.subOf('ada'), aud: shop.clientId };
      const tokens = [
        ...shop.issuer.issued.map(({ value }) => value),
        shop.issuer.accessToken(person),
        shop.issuer.accessToken({ ...person, ...provider.phoneClaims?.(people.find(({ id }) => id === 'ada')!) }),
      ];
      expect(new Set(shop.issuer.issued.map(({ kind }) => kind))).toEqual(new Set(['code', 'access', 'id', 'refresh']));
      for (const token of tokens) {
        const body = new URLSearchParams({ logout_token: token });
        const answer = await fetch(`${shop.origin}/auth/backchannel-logout`, { method: 'POST', body });
        expect([answer.status, await answer.json()]).toMatchObject([400, { reason: 'LOGOUT_TOKEN_INVALID' }]);
      }
      expect((await browser.get('/auth/session')).status).toBe(200);
    });
  },
);
