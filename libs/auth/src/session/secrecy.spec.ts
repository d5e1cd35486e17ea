import { providers, type Shop, startShop } from '../../test/session-harness.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import type { Session, SessionStore } from './session-store.ts';

describe.each(providers)('tokens of $name', (provider) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop({ provider });
  });
  afterEach(() => shop.close());

  it('are in no answer of a whole life of a session, and in no line of the log', async () => {
    const browser = shop.browser();
    await browser.visit('/auth/login?returnTo=//evil.example');
    await browser.login('ada', '/welcome');
    await browser.get('/whoami');
    await browser.get('/auth/session');
    shop.clock.now += 5 * 60_000;
    await browser.get('/whoami');
    shop.issuer.down = true;
    shop.clock.now += 5 * 60_000;
    await browser.get('/whoami');
    await browser.visit('/auth/login');
    shop.issuer.down = false;
    shop.issuer.nextError = 'server_error';
    await browser.visit('/auth/login');
    shop.issuer.idTokenClaims = { nonce: 'another' };
    await browser.visit('/auth/login');
    shop.issuer.idTokenClaims = {};
    await browser.step('/auth/logout?sid=wrong');
    const { logoutUrl } = (await browser.get('/auth/session')).json<{ logoutUrl: string }>();
    await browser.visit(logoutUrl);

    expect(shop.issuer.issued.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['code', 'access', 'refresh', 'id']),
    );
    const seen = browser.answers.filter(({ url }) => url.origin === shop.origin);
    expect(seen.length).toBeGreaterThan(12);
    const statuses = new Set(seen.map(({ status }) => status));
    expect(statuses).toEqual(new Set([200, 302, 400, 503]));
    for (const { kind, value } of shop.issuer.issued) {
      for (const { url, headers, text } of seen) {
        const whole = [...headers].map(([name, content]) => `${name}: ${content}`).join('\n') + text;
        expect([url.pathname, kind, whole.includes(value)]).toEqual([url.pathname, kind, false]);
      }
      expect([kind, shop.log().includes(value)]).toEqual([kind, false]);
    }
  });

  it('are under a key in the store that is not what the browser holds', async () => {
    const inner = createMemorySessionStore();
    const kept = new Map<string, Session>();
    const store: SessionStore = {
      ...inner,
      create: (key, session, ...rest) => {
        kept.set(key, session);
        return inner.create(key, session, ...rest);
      },
    };
    shop.restart({ store });
    const browser = shop.browser();
    await browser.login('ada');
    const id = browser.cookies.get('__Host-Http-frontage')!;
    expect(kept.size).toBe(1);
    expect(JSON.stringify([...kept])).not.toContain(id);
    // Plain data: what a store writes down is what it reads again.
    for (const session of kept.values()) expect(JSON.parse(JSON.stringify(session))).toEqual(session);
  });

  it('cannot be read from the cookie of a login, nor can the cookie be changed', async () => {
    const browser = shop.browser();
    const begun = await browser.step('/auth/login?returnTo=/welcome');
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const [[name, sealed]] = [...browser.cookies] as [[string, string]];
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/welcome|state|codeVerifier/);
    const bytes = Buffer.from(sealed, 'base64url');
    for (const place of [0, 11, 12, 27, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1;
      const cookie = `${name}=${changed.toString('base64url')}`;
      const answer = await browser.get(`/auth/callback?code=x&state=${state}`, { headers: { cookie } });
      expect([place, answer.json()['reason']]).toEqual([place, 'LOGIN_EXPIRED']);
    }
    const renamed = name.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const elsewhere = await browser.get(`/auth/callback?code=x&state=${state}`, {
      headers: { cookie: `${renamed}=${sealed}` },
    });
    expect(elsewhere.json()['reason']).toBe('LOGIN_EXPIRED');
  });
});

describe.each(providers)('insecure cookies, with $name', (provider) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop({ provider });
  });
  afterAll(() => shop.close());

  it('have neither prefix nor Secure, and the session works over http on another host', async () => {
    const publicOrigin = shop.origin.replace('localhost', 'shop.test');
    shop.restart({ publicOrigin, insecureCookies: true });
    const browser = shop.browser();
    const answer = await browser.step('/auth/login');
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^frontage-login-[\w-]{12}=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const atProvider = await browser.step(answer.headers.get('location')!);
    const { pathname, search, origin } = new URL(atProvider.headers.get('location')!);
    expect(origin).toBe(publicOrigin);
    const back = await browser.step(pathname + search);
    expect(back.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^frontage=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    );
    expect((await browser.get('/auth/session')).json()['sub']).toBe(shop.subOf('ada'));
  });
});
