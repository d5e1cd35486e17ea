import { Failure } from '@frontage/errors';
import { randomUUID } from 'node:crypto';
import { crowdOf, providers, type Shop, startShop } from '../../test/session-harness.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import { createSessionHandler } from './index.ts';
import type { SessionStore } from './session-store.ts';
import { createIssuer } from '../index.ts';
import { developmentSessionSecret } from '../development.exports.ts';

const sessionCookie = '__Host-Http-frontage';
const loginCookies = (names: Iterable<string>): string[] =>
  [...names].filter((name) => name.startsWith(`${sessionCookie}-login-`));

describe.each(providers)('login, with $name', (provider) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop({ provider });
  });
  afterEach(() => shop.close());

  it('makes somebody of nobody, by way of the provider, and leads back to where it began', async () => {
    const browser = shop.browser();
    expect((await browser.get('/whoami')).json()).toEqual({ kind: 'anonymous' });
    const end = await browser.login('ada', '/welcome?from=a%20b');
    expect([end.status, end.url.href]).toEqual([200, `${shop.origin}/welcome?from=a%20b`]);
    expect((await browser.get('/whoami')).json()).toEqual({ kind: 'customer', id: shop.subOf('ada'), tier: 'gold' });
  });

  it('takes a person’s id and groups as the provider has them, up to 255 characters and some hundreds', async () => {
    const sub = `auth0|${'5f7c '.repeat(49)}end.`;
    expect(sub).toHaveLength(255);
    const groups = Array.from({ length: 400 }, () => randomUUID());
    shop.issuer.idTokenClaims = { sub, groups };
    const browser = shop.browser();
    await browser.login();
    expect((await browser.get('/auth/session')).json()).toMatchObject({ sub });
    expect((await browser.get('/whoami')).json()).toMatchObject({ kind: 'customer', id: sub });
    shop.clock.now += 400_000;
    expect((await browser.get('/auth/session')).json()).toMatchObject({ sub });
    expect(shop.issuer.issued.at(-1)!.value.length).toBeGreaterThan(16_384);
  });

  it.each([
    ['nothing', ''],
    ['more than 255 characters', 'a'.repeat(256)],
    ['what is not ASCII', 'ädá'],
    ['a break', 'a\nb'],
  ])('lets nobody in whom the provider calls %s', async (_, sub) => {
    shop.issuer.idTokenClaims = { sub };
    const answer = await shop.browser().visit('/auth/login');
    expect(answer.json()).toMatchObject({ status: 400, reason: 'LOGIN_INVALID' });
  });

  it('gives people with the role of support no tier', async () => {
    const browser = shop.browser();
    await browser.login('sam');
    expect((await browser.get('/whoami')).json()).toEqual({ kind: 'support', id: shop.subOf('sam') });
  });

  it('asks with code, PKCE, state and nonce, and exchanges the code as a confidential client', async () => {
    const browser = shop.browser();
    const answer = await browser.step('/auth/login');
    const asked = new URL(answer.headers.get('location')!);
    expect(answer.status).toBe(302);
    expect(`${asked.origin}${asked.pathname}`).toBe(shop.issuer.metadata['authorization_endpoint']);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: shop.clientId,
      response_type: 'code',
      redirect_uri: `${shop.origin}/auth/callback`,
      scope: provider.settings['OIDC_SCOPE'] ?? 'openid profile email offline_access',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    await browser.visit(asked.href);
    const [{ form, authorization }] = shop.issuer.exchanges as [(typeof shop.issuer.exchanges)[number]];
    expect(authorization).toMatch(/^Basic /);
    expect(form.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(form.has('client_secret')).toBe(false);
  });

  it('keeps the session in a Strict cookie of the host, and the login in a Lax one that goes with it', async () => {
    const browser = shop.browser();
    const begun = await browser.step('/auth/login');
    const [login, ...others] = begun.headers.getSetCookie();
    expect(login).toMatch(
      /^__Host-Http-frontage-login-[\w-]{12}=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(others).toEqual([]);
    const atProvider = await browser.step(begun.headers.get('location')!);
    const back = await browser.step(atProvider.headers.get('location')!);
    const [ended, session] = back.headers.getSetCookie();
    expect(ended).toMatch(
      /^__Host-Http-frontage-login-[\w-]{12}=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(session).toMatch(/^__Host-Http-frontage=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect([...browser.cookies.keys()]).toEqual([sessionCookie]);
    for (const answer of [begun, back]) expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('lets several tabs log in at once, and keeps few of those that never come back', async () => {
    const browser = shop.browser();
    const tabs = [];
    for (let tab = 0; tab < 6; tab += 1) {
      shop.clock.now += 1_000;
      tabs.push((await browser.step(`/auth/login?returnTo=/welcome?tab=${tab}`)).headers.get('location')!);
    }
    expect(loginCookies(browser.cookies.keys())).toHaveLength(4);
    const first = await browser.visit(tabs[0]!);
    expect(first.json()).toMatchObject({ status: 400, reason: 'LOGIN_EXPIRED' });
    // The refresh goes to a page of ours, which looks for a session. The provider's redirect does not bring the Strict cookie.
    const [, resume] = /^0; url=(.+)$/.exec(first.headers.get('refresh')!)!;
    const nobody = await browser.step(resume!);
    expect([nobody.json(), nobody.headers.get('refresh')]).toMatchObject([{ reason: 'LOGIN_EXPIRED' }, null]);
    expect((await browser.visit(tabs[3]!)).url.search).toBe('?tab=3');
    expect((await browser.visit(tabs[5]!)).url.search).toBe('?tab=5');
    const resumed = await browser.visit(resume!);
    expect(`${resumed.url.pathname}${resumed.url.search}`).toBe('/welcome?tab=0');
  });

  it('leads nowhere that its state does not say, and takes nobody’s word for the state', async () => {
    const browser = shop.browser();
    const begun = await browser.step('/auth/login?returnTo=/welcome');
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const other = new URL((await browser.step('/auth/login?returnTo=/cart')).headers.get('location')!);
    const [random] = state.split('.');
    const [, sealedForOther] = other.searchParams.get('state')!.split('.');
    for (const forged of [`${random}.${sealedForOther}`, `${random}.AAAA`, `${random}`]) {
      const answer = await shop.browser().step(`/auth/callback?code=c&state=${forged}`);
      expect([answer.json(), answer.headers.get('refresh')]).toMatchObject([{ reason: 'LOGIN_EXPIRED' }, null]);
    }
    expect((await browser.step('/auth/login?resume=1&returnTo=//evil.example')).status).toBe(400);
  });

  it('makes cookies that proxies let pass, whatever it leads back to', async () => {
    const browser = shop.browser();
    for (let tab = 0; tab < 5; tab += 1) {
      const longest = `/${(tab % 2 === 0 ? '"' : 'x').repeat(2_000)}`;
      let length = longest.length;
      const go = () => browser.step(`/auth/login?returnTo=${encodeURIComponent(longest.slice(0, length))}`);
      while ((await go()).status !== 302) length -= 64;
    }
    const header = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect(loginCookies(browser.cookies.keys())).toHaveLength(4);
    expect(header.length).toBeLessThan(7_500);
  });

  it.each([
    [
      'Safari',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      true,
    ],
    [
      'WebKitGTK',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      true,
    ],
    [
      'Chromium',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      false,
    ],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', false],
  ])('works over http on localhost in %s, which keeps the cookies that it can', async (_, userAgent, isPlain) => {
    const browser = shop.browser({ userAgent, trustsLoopback: !isPlain });
    await browser.login('ada');
    const [session] = [...browser.cookies.keys()];
    expect(session).toBe(isPlain ? 'frontage' : sessionCookie);
    const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
    const set = browser.answers.flatMap(({ headers }) => headers.getSetCookie());
    expect(set.every((cookie) => cookie.includes('; Secure') === !isPlain)).toBe(true);
    await browser.step(logoutUrl);
    expect([...browser.cookies]).toEqual([]);
  });

  it.each(['prefetch', 'prefetch;prerender', 'prefetch;anonymous-client-ip'])(
    'begins, ends and changes nothing when it is only fetched in case (%s)',
    async (purpose) => {
      const { browser, callback } = await begin();
      await browser.login('ada');
      const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
      const before = [...browser.cookies];
      for (const path of ['/auth/login', callback.href, logoutUrl]) {
        const answer = await browser.get(path, { headers: { 'sec-purpose': purpose, accept: 'text/html' } });
        expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
      }
      expect([...browser.cookies]).toEqual(before);
      expect((await browser.get('/auth/session')).status).toBe(200);
    },
  );

  it('changes nothing for a HEAD', async () => {
    const { browser, callback } = await begin();
    await browser.login('ada');
    const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
    for (const path of ['/auth/login', callback.pathname + callback.search, logoutUrl]) {
      const answer = await fetch(shop.origin + path, { method: 'HEAD', redirect: 'manual' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
    }
    expect((await browser.get('/auth/session')).status).toBe(200);
  });

  async function begin() {
    const browser = shop.browser();
    const begun = await browser.step('/auth/login');
    const atProvider = await browser.step(begun.headers.get('location')!);
    return { browser, callback: new URL(atProvider.headers.get('location')!) };
  }

  it('answers many logins at once', async () => {
    const logins = Array.from({ length: crowdOf(provider) }, async () => {
      const browser = shop.browser();
      await browser.login('bob');
      return (await browser.get('/auth/session')).json()['sub'];
    });
    expect(new Set(await Promise.all(logins))).toEqual(new Set([shop.subOf('bob')]));
  });

  it('is finished by any instance with the same secrets, and with a secret that is on its way out', async () => {
    const store = createMemorySessionStore();
    shop.restart({ store });
    const browser = shop.browser();
    const begun = await browser.step('/auth/login?returnTo=/welcome');
    shop.restart({ store, secrets: ['a-new-secret-of-thirty-two-characters', developmentSessionSecret] });
    expect((await browser.visit(begun.headers.get('location')!)).url.pathname).toBe('/welcome');
    expect((await browser.get('/auth/session')).status).toBe(200);
  });

  it.each(['PS256', 'ES256'] as const)('works with a provider that signs with %s', async (algorithm) => {
    shop.issuer.rotateKeys(algorithm);
    const browser = shop.browser();
    await browser.login('ada');
    expect((await browser.get('/auth/session')).json()['sub']).toBe(shop.subOf('ada'));
  });

  it('is not lost to a provider that rotates its keys and then cannot be asked for them', async () => {
    const browser = shop.browser();
    await browser.login('bob');
    let isHidden = true;
    const hiding: typeof fetch = (url, init) =>
      isHidden && String(url).endsWith('/jwks') ? Promise.resolve(new Response('', { status: 503 })) : fetch(url, init);
    shop.restart({ fetch: hiding, issuer: createIssuer({ identifier: shop.issuer.url, fetch: hiding }) });
    shop.issuer.rotateKeys();
    const begun = await browser.step('/auth/login');
    const atProvider = await browser.step(begun.headers.get('location')!);
    const callback = atProvider.headers.get('location')!;
    expect((await browser.visit(callback)).json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    isHidden = false;
    await browser.login('ada');
    expect((await browser.get('/auth/session')).json()['sub']).toBe(shop.subOf('ada'));
  });

  describe('refuses a callback', () => {
    const nobody = async (browser: Awaited<ReturnType<typeof begin>>['browser']): Promise<void> => {
      expect((await browser.get('/auth/session')).status).toBe(401);
    };

    it('that is replayed', async () => {
      const { browser, callback } = await begin();
      await browser.visit(callback.href);
      const again = await browser.visit(callback.href);
      expect([again.status, again.json()['reason']]).toEqual([400, 'LOGIN_EXPIRED']);
      expect(shop.issuer.exchanges).toHaveLength(1);
      expect((await browser.get('/auth/session')).status).toBe(200);
    });

    it('that is replayed with the cookie of the login, because the code works once', async () => {
      const { browser, callback } = await begin();
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      await browser.visit(callback.href);
      const thief = shop.browser();
      const again = await thief.get(`${callback.pathname}${callback.search}`, { headers: { cookie } });
      expect([again.status, again.json()['reason']]).toEqual([400, 'LOGIN_EXPIRED']);
      expect(thief.cookies.has(sessionCookie)).toBe(false);
    });

    it('that another browser began', async () => {
      const { callback } = await begin();
      const victim = shop.browser();
      expect((await victim.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_EXPIRED' });
      await nobody(victim);
    });

    it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5_000), '%00'])('with the state %j', async (state) => {
      const { browser, callback } = await begin();
      callback.searchParams.set('state', state);
      expect((await browser.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_EXPIRED' });
      expect(shop.issuer.exchanges).toHaveLength(0);
      await nobody(browser);
    });

    it('whose state is that of another tab, with the code of this one', async () => {
      const { browser, callback } = await begin();
      const other = new URL((await browser.step('/auth/login')).headers.get('location')!);
      callback.searchParams.set('state', other.searchParams.get('state')!);
      // The code belongs to the PKCE challenge of the first tab.
      expect((await browser.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_EXPIRED' });
      await nobody(browser);
    });

    it('whose iss is of another issuer, also where the provider says none', async () => {
      const { browser, callback } = await begin();
      callback.searchParams.set('iss', 'https://id.evil.example');
      expect((await browser.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_INVALID' });
      expect(shop.issuer.exchanges).toHaveLength(0);
      await nobody(browser);
    });

    it('without an iss, where the provider promises one', async () => {
      const { browser, callback } = await begin();
      const isPromised = shop.offers('authorization_response_iss_parameter_supported');
      expect(callback.searchParams.get('iss')).toBe(isPromised ? shop.issuer.url : null);
      callback.searchParams.delete('iss');
      const { status } = await browser.visit(callback.href);
      expect([status, shop.issuer.exchanges.length]).toEqual(isPromised ? [400, 0] : [200, 1]);
      expect((await browser.get('/auth/session')).status).toBe(isPromised ? 401 : 200);
    });

    it.each([
      ['nonce', { nonce: 'of another login' }],
      ['audience', { aud: 'mobile-app' }],
      ['issuer', { iss: 'https://id.evil.example' }],
      ['expiry', { exp: Math.floor(Date.now() / 1_000) - 3_600 }],
    ])('whose ID token has another %s', async (_, claims) => {
      const { browser, callback } = await begin();
      shop.issuer.idTokenClaims = claims;
      // The ID token is made at the exchange.
      expect((await browser.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_INVALID' });
      await nobody(browser);
    });

    it('whose ID token is signed with a key that the issuer does not have', async () => {
      const { browser, callback } = await begin();
      const forging: typeof fetch = async (url, init) => {
        const answer = await fetch(url, init);
        if (!String(url).endsWith('/token')) return answer;
        const body = (await answer.json()) as { id_token: string };
        const parts = body.id_token.split('.');
        return Response.json({ ...body, id_token: [parts[0], parts[1], parts[2]!.replace(/./g, 'A')].join('.') });
      };
      shop.restart({ fetch: forging });
      expect((await browser.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_INVALID' });
      await nobody(browser);
    });

    it('that comes after ten minutes', async () => {
      const { browser, callback } = await begin();
      shop.clock.now += 10 * 60_000;
      expect((await browser.visit(callback.href)).json()).toMatchObject({ status: 400, reason: 'LOGIN_EXPIRED' });
    });

    it('with which the provider says no, in words of our own', async () => {
      const browser = shop.browser();
      shop.issuer.nextError = 'access_denied';
      const end = await browser.visit('/auth/login');
      expect(end.json()).toMatchObject({ status: 403, code: 'FORBIDDEN', reason: 'LOGIN_REFUSED' });
      expect(loginCookies(browser.cookies.keys())).toEqual([]);
      await nobody(browser);
    });
  });

  it('begins a new session under a new id, and the old one is dead', async () => {
    const browser = shop.browser();
    await browser.login('ada');
    const old = browser.cookies.get(sessionCookie)!;
    await browser.login('bob');
    expect(browser.cookies.get(sessionCookie)).not.toBe(old);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ sub: shop.subOf('bob') });
    const thief = shop.browser();
    expect((await thief.get('/auth/session', { headers: { cookie: `${sessionCookie}=${old}` } })).status).toBe(401);
    expect(shop.events.map(({ kind }) => kind)).toEqual(['begun', 'ended', 'begun']);
  });

  it('does not take up an id that somebody planted', async () => {
    const planted = 'A'.repeat(43);
    const browser = shop.browser();
    const begun = await browser.step('/auth/login');
    const atProvider = await browser.step(begun.headers.get('location')!);
    const { pathname, search } = new URL(atProvider.headers.get('location')!);
    const cookie = [...browser.cookies, [sessionCookie, planted]].map(([name, value]) => `${name}=${value}`).join('; ');
    await browser.get(`${pathname}${search}`, { headers: { cookie } });
    expect(browser.cookies.get(sessionCookie)).toMatch(/^[\w-]{43}$/);
    expect(browser.cookies.get(sessionCookie)).not.toBe(planted);
    const thief = shop.browser();
    expect((await thief.get('/auth/session', { headers: { cookie: `${sessionCookie}=${planted}` } })).status).toBe(401);
  });

  it.each(['', 'x', `${'A'.repeat(42)}=`, 'A'.repeat(4_000), '%00%ff', '{"sub":"ada"}'])(
    'takes the session cookie %j for nobody',
    async (value) => {
      const answer = await shop.browser().get('/whoami', { headers: { cookie: `${sessionCookie}=${value}` } });
      expect([answer.status, answer.json()]).toEqual([200, { kind: 'anonymous' }]);
    },
  );

  describe('while the provider is down', () => {
    it('answers 503 at the beginning, and works when it is back', async () => {
      shop.issuer.down = true;
      const browser = shop.browser();
      const answer = await browser.visit('/auth/login');
      expect(answer.json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.text).not.toContain(shop.issuer.url);
      expect((await browser.get('/whoami')).status).toBe(200);
      shop.issuer.down = false;
      await browser.login('ada');
      expect((await browser.get('/auth/session')).status).toBe(200);
    });

    it('answers 503 at the end, and the same callback works when it is back', async () => {
      const browser = shop.browser();
      const begun = await browser.step('/auth/login?returnTo=/welcome');
      const atProvider = await browser.step(begun.headers.get('location')!);
      const callback = atProvider.headers.get('location')!;
      shop.issuer.down = true;
      expect((await browser.visit(callback)).json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      shop.issuer.down = false;
      expect((await browser.visit(callback)).url.pathname).toBe('/welcome');
    });

    it('finishes the login at a reload although its answer to the first try was lost, and the code with it', async () => {
      let isLost = true;
      const losing: typeof fetch = async (url, init) => {
        const answer = await fetch(url, init);
        if (!isLost || !String(url).endsWith('/token')) return answer;
        throw new Error('no answer');
      };
      shop.restart({ fetch: losing });
      const browser = shop.browser();
      const begun = await browser.step('/auth/login?returnTo=/welcome');
      const callback = (await browser.step(begun.headers.get('location')!)).headers.get('location')!;
      expect((await browser.visit(callback)).json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      isLost = false;
      expect((await browser.visit(callback)).url.pathname).toBe('/welcome');
      expect((await browser.get('/auth/session')).status).toBe(200);
    });

    it('begins the login anew at a reload when it says itself that it could not answer', async () => {
      const browser = shop.browser();
      shop.issuer.nextError = 'temporarily_unavailable';
      const failed = await browser.visit('/auth/login?returnTo=/welcome');
      expect(failed.json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      expect((await browser.visit(failed.url.href)).url.pathname).toBe('/welcome');
      expect([...browser.cookies.keys()]).toEqual([sessionCookie]);
    });

    it('answers 502 when it refuses our own secret', async () => {
      shop.restart({ clientSecret: 'not the secret' });
      const end = await shop.browser().visit('/auth/login');
      expect(end.json()).toMatchObject({ status: 502, code: 'UPSTREAM_FAILED' });
    });
  });
});

describe.each(providers)('a login while the session store is away, with $name', (provider) => {
  let shop: Shop;
  let away: readonly (keyof SessionStore)[];
  beforeEach(async () => {
    const inner = createMemorySessionStore();
    away = [];
    const store = Object.fromEntries(
      Object.entries(inner).map(([name, method]) => [
        name,
        (...given: never[]) =>
          away.includes(name as keyof SessionStore)
            ? Promise.reject(new Failure('UNAVAILABLE', 'The store is away.'))
            : (method as (...args: never[]) => Promise<unknown>)(...given),
      ]),
    ) as unknown as SessionStore;
    shop = await startShop({ provider, store });
  });
  afterEach(() => shop.close());

  async function cameBack() {
    const browser = shop.browser();
    const begun = await browser.step('/auth/login?returnTo=/welcome');
    const callback = (await browser.step(begun.headers.get('location')!)).headers.get('location')!;
    return { browser, callback };
  }
  const all = ['get', 'create', 'replace', 'touch', 'delete', 'claim', 'release'] as const;

  it('is finished by a reload when it is back, with the code that the provider gave', async () => {
    const { browser, callback } = await cameBack();
    away = all;
    for (let reload = 0; reload < 2; reload += 1) {
      expect((await browser.visit(callback)).json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    }
    expect(shop.issuer.exchanges).toHaveLength(0);
    away = [];
    expect((await browser.visit(callback)).url.pathname).toBe('/welcome');
    expect([(await browser.get('/auth/session')).status, shop.issuer.logins.length]).toEqual([200, 1]);
  });

  it('is finished by a reload with another code, when the first was used up as it went away', async () => {
    const { browser, callback } = await cameBack();
    away = ['create'];
    expect((await browser.visit(callback)).json()).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    // No redirect loop meanwhile: each round needs a reload of the page.
    const again = await browser.visit(callback);
    expect([again.status, shop.issuer.logins.length]).toEqual([503, 2]);
    away = [];
    expect((await browser.visit(again.url.href)).url.pathname).toBe('/welcome');
    expect((await browser.get('/auth/session')).status).toBe(200);
    expect([...browser.cookies.keys()]).toEqual([sessionCookie]);
  });

  it('is tried again for no longer than a login may take', async () => {
    const { browser, callback } = await cameBack();
    away = all;
    shop.clock.now += 9 * 60_000;
    const answer = await browser.visit(callback);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=60;')]);
    away = [];
    shop.clock.now += 60_000;
    expect((await browser.visit(callback)).json()).toMatchObject({ status: 400, reason: 'LOGIN_EXPIRED' });
  });
});

describe.each(providers)('GET /auth/session, with $name', (provider) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop({ provider });
  });
  afterAll(() => shop.close());

  it('says who is logged in, for how long, and how to log out', async () => {
    const browser = shop.browser();
    await browser.login('ada');
    const answer = await browser.get('/auth/session');
    expect(answer.json()).toEqual({
      sub: shop.subOf('ada'),
      name: 'Ada Lovelace',
      email: 'ada@example.test',
      roles: ['customer'],
      tier: 'gold',
      expiresIn: 1_800,
      logoutUrl: expect.stringMatching(/^\/auth\/logout\?sid=[\w-]{22}$/),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('answers 401 with a challenge when nobody is', async () => {
    const answer = await shop.browser().get('/auth/session');
    expect(answer.json()).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', instance: '/auth/session' });
    expect(answer.headers.get('www-authenticate')).toBe('Session login="/auth/login"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['POST', '/auth/session', 'GET, HEAD'],
    ['POST', '/auth/login', 'GET'],
    ['POST', '/auth/callback', 'GET'],
    ['POST', '/auth/logout', 'GET'],
    ['GET', '/auth/backchannel-logout', 'POST'],
  ])('is one of routes that know one method: %s %s is 405', async (method, path, allow) => {
    const browser = shop.browser();
    const answer = method === 'GET' ? await browser.get(path) : await browser.post(path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });

  it('is no prefix: other paths below /auth are unknown', async () => {
    for (const path of ['/auth', '/auth/', '/auth/login/', '/AUTH/LOGIN', '/auth/refresh']) {
      expect((await shop.browser().get(path)).status).toBe(404);
    }
  });
});

describe('createSessionHandler', () => {
  const fits = {
    issuer: createIssuer({ identifier: 'https://id.example', fetch }),
    fetch,
    clientId: 'web-bff',
    clientSecret: 'secret',
    publicOrigin: 'https://shop.example',
    secrets: [developmentSessionSecret],
    idleMs: 1_000,
    lifetimeMs: 10_000,
  };

  it.each([
    ['a path in the public origin', { publicOrigin: 'https://shop.example/' }],
    ['a public origin that is no URL', { publicOrigin: 'shop' }],
    ['an http issuer on another machine', { issuer: createIssuer({ identifier: 'http://id.example', fetch }) }],
    ['http on another machine', { publicOrigin: 'http://shop.example' }],
    ['insecure cookies over https', { insecureCookies: true }],
    ['insecure cookies on localhost', { publicOrigin: 'http://localhost:4000', insecureCookies: true }],
    ['no secret', { secrets: [] }],
    ['a short secret', { secrets: ['short'] }],
    ['a short secret beside a good one', { secrets: [developmentSessionSecret, ''] }],
  ])('refuses %s', (_, change) => {
    expect(() => createSessionHandler({ ...fits, ...change })).toThrow();
  });

  it('names its cookie in OpenAPI, without prefix only where it is allowed to be insecure', () => {
    expect(createSessionHandler(fits).authenticator).toMatchObject({
      name: 'session',
      openapi: { type: 'apiKey', in: 'cookie', name: '__Host-Http-frontage' },
    });
    const insecure = createSessionHandler({ ...fits, publicOrigin: 'http://shop.test', insecureCookies: true });
    expect(insecure.authenticator.openapi['name']).toBe('frontage');
  });
});
