import { type Shop, startShop } from '../../test/session-harness.ts';
import { createMemorySessionStore, type SessionStore } from './index.ts';

const minuteMs = 60_000;
/** Access tokens of the fake issuer live for five minutes. */
const tokenLifeMs = 5 * minuteMs;

describe('a session', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => shop.close());

  async function loggedIn(user = 'ada') {
    const browser = shop.browser();
    await browser.login(user);
    return { browser, status: async () => (await browser.get('/auth/session')).status };
  }

  describe('lives', () => {
    it('for half an hour after the last request', async () => {
      // Nothing but the requests themselves prolongs it: its tokens last.
      shop.issuer.accessTokenTtlS = 86_400;
      const { browser, status } = await loggedIn();
      for (let request = 0; request < 5; request += 1) {
        shop.clock.now += 30 * minuteMs - 1;
        expect(await status()).toBe(200);
      }
      shop.clock.now += 30 * minuteMs;
      const answer = await browser.get('/auth/session');
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-Http-frontage=; Max-Age=0;/)]);
      expect([...browser.cookies]).toEqual([]);
    });

    it('for eight hours at most, and says so as the end comes near', async () => {
      const { browser, status } = await loggedIn();
      const end = shop.clock.now + 8 * 60 * minuteMs;
      while (shop.clock.now < end - 20 * minuteMs) {
        shop.clock.now += 20 * minuteMs;
        expect(await status()).toBe(200);
      }
      shop.clock.now = end - 90_000;
      expect((await browser.get('/auth/session')).json()['expiresIn']).toBe(90);
      shop.clock.now = end;
      expect(await status()).toBe(401);
    });

    it('as long as the options say', async () => {
      shop.restart({ idleMs: 1_000, lifetimeMs: 1_500 });
      const { browser, status } = await loggedIn();
      expect((await browser.get('/auth/session')).json()['expiresIn']).toBe(1);
      shop.clock.now += 999;
      expect(await status()).toBe(200);
      shop.clock.now += 501;
      expect(await status()).toBe(401);
    });
  });

  describe('whose access token has expired', () => {
    it('is renewed once for twenty requests at once', async () => {
      const { browser } = await loggedIn();
      shop.clock.now += tokenLifeMs;
      const answers = await Promise.all(Array.from({ length: 20 }, () => browser.get('/whoami')));
      expect(answers.map((answer) => answer.json()['id'])).toEqual(Array<string>(20).fill('ada'));
      expect(shop.issuer.refreshes).toBe(1);
      await browser.get('/whoami');
      expect(shop.issuer.refreshes).toBe(1);
    });

    it('is not renewed again by a request that has read the old tokens and comes late', async () => {
      const inner = createMemorySessionStore({ now: () => shop.clock.now });
      const reads: (() => void)[] = [];
      let slow = false;
      const store: SessionStore = {
        ...inner,
        get: async (key) => {
          const session = await inner.get(key);
          // The first read of each request waits, with what it has read.
          if (slow) await new Promise<void>((resolve) => reads.push(resolve));
          return session;
        },
      };
      shop.restart({ store });
      const { browser } = await loggedIn();
      shop.clock.now += tokenLifeMs;
      slow = true;
      const late = browser.get('/whoami');
      while (reads.length === 0) await new Promise(setImmediate);
      slow = false;
      expect((await browser.get('/whoami')).json()['id']).toBe('ada');
      expect(shop.issuer.refreshes).toBe(1);
      reads[0]!();
      expect((await late).json()['id']).toBe('ada');
      expect(shop.issuer.refreshes).toBe(1);
    });

    it.each(['rotate', 'same', 'none'] as const)('lives on with a provider whose policy is "%s"', async (policy) => {
      shop.issuer.refreshTokens = policy;
      const { browser } = await loggedIn();
      for (let renewal = 1; renewal <= 3; renewal += 1) {
        shop.clock.now += tokenLifeMs;
        expect((await browser.get('/whoami')).json()['id']).toBe('ada');
        expect(shop.issuer.refreshes).toBe(renewal);
      }
    });

    it('learns what has changed about the person', async () => {
      const { browser } = await loggedIn('bob');
      shop.issuer.idTokenClaims = { tier: 'gold' };
      expect((await browser.get('/whoami')).json()).toMatchObject({ id: 'bob', tier: 'standard' });
      shop.clock.now += tokenLifeMs;
      expect((await browser.get('/whoami')).json()).toMatchObject({ id: 'bob', tier: 'gold' });
    });

    it('ends when the refresh token is dead: nobody, 401 at the session check, and the cookie goes', async () => {
      const { browser } = await loggedIn();
      shop.issuer.killRefreshTokens();
      expect((await browser.get('/whoami')).json()['id']).toBe('ada');
      shop.clock.now += tokenLifeMs;
      const answers = await Promise.all(Array.from({ length: 20 }, () => browser.get('/whoami')));
      expect(answers.map((answer) => answer.json()['kind'])).toEqual(Array<string>(20).fill('anonymous'));
      expect(shop.issuer.refreshes).toBe(1);
      const answer = await browser.get('/auth/session');
      expect([answer.status, [...browser.cookies]]).toEqual([401, []]);
      await browser.login('ada');
      expect((await browser.get('/auth/session')).status).toBe(200);
    });

    it('ends when the renewed ID token is about somebody else', async () => {
      const { status } = await loggedIn();
      shop.issuer.idTokenClaims = { sub: 'bob' };
      shop.clock.now += tokenLifeMs;
      expect(await status()).toBe(401);
    });

    it('lives on while the provider is down, which is asked only now and then, and is renewed when it is back', async () => {
      const { browser } = await loggedIn();
      const asked: string[] = [];
      const counting: typeof fetch = (url, init) => {
        asked.push(String(url));
        return fetch(url, init);
      };
      shop.restart({ fetch: counting });
      await browser.login('ada');
      asked.length = 0;
      shop.issuer.down = true;
      shop.clock.now += tokenLifeMs;
      for (let request = 0; request < 5; request += 1) {
        expect((await browser.get('/whoami')).json()['id']).toBe('ada');
      }
      expect(asked).toEqual([`${shop.issuer.url}/token`]);
      shop.clock.now += 10_000;
      await browser.get('/whoami');
      expect(asked).toHaveLength(2);
      shop.issuer.down = false;
      shop.clock.now += 10_000;
      await browser.get('/whoami');
      expect(shop.issuer.refreshes).toBe(1);
      expect(shop.events.filter(({ kind }) => kind === 'renewal-failed')).toHaveLength(2);
    });

    it('is renewed although the provider makes nothing of the token of somebody else', async () => {
      let adas: string | undefined;
      const picky: typeof fetch = async (url, init) => {
        const sent = new URLSearchParams(String(init?.body)).get('refresh_token');
        if (sent !== null && sent === adas) return Response.json({ error: 'invalid_request' }, { status: 400 });
        return fetch(url, init);
      };
      shop.restart({ fetch: picky });
      const [ada, bob] = [await loggedIn('ada'), await loggedIn('bob')];
      adas = shop.issuer.issued.filter(({ kind }) => kind === 'refresh').at(-2)!.value;
      shop.clock.now += tokenLifeMs;
      for (let request = 0; request < 3; request += 1) {
        expect((await ada.browser.get('/whoami')).json()['id']).toBe('ada');
        expect((await bob.browser.get('/whoami')).json()['id']).toBe('bob');
      }
      expect(shop.issuer.refreshes).toBe(1);
      expect(shop.events.filter(({ kind }) => kind.startsWith('renew'))).toMatchObject([
        { kind: 'renewal-failed', sub: 'ada' },
        { kind: 'renewed', sub: 'bob' },
      ]);
      // Hers is tried again, too, and not with every request.
      shop.clock.now += 10_000;
      adas = undefined;
      await ada.browser.get('/whoami');
      expect(shop.events.at(-1)).toMatchObject({ kind: 'renewed', sub: 'ada' });
    });

    it('ends all the same when its own time is over while the provider is down', async () => {
      const { status } = await loggedIn();
      shop.issuer.down = true;
      shop.clock.now += 30 * minuteMs;
      expect(await status()).toBe(401);
    });

    it('stays logged out when that happens during the renewal', async () => {
      const store = createMemorySessionStore({ now: () => shop.clock.now });
      const slow: typeof fetch = async (url, init) => {
        const answer = await fetch(url, init);
        if (String(init?.body).includes('grant_type=refresh_token')) await store.deleteBySub('ada');
        return answer;
      };
      shop.restart({ store, fetch: slow });
      const { browser, status } = await loggedIn();
      shop.clock.now += tokenLifeMs;
      expect((await browser.get('/whoami')).json()).toEqual({ kind: 'anonymous' });
      expect(await status()).toBe(401);
    });

    it('is nobody’s business when the provider gave no refresh token', async () => {
      const withoutRefreshToken: typeof fetch = async (url, init) => {
        const answer = await fetch(url, init);
        if (!String(url).endsWith('/token')) return answer;
        return Response.json({ ...((await answer.json()) as object), refresh_token: undefined });
      };
      shop.restart({ fetch: withoutRefreshToken });
      const { status } = await loggedIn();
      shop.clock.now += tokenLifeMs;
      expect(await status()).toBe(200);
      expect(shop.issuer.refreshes).toBe(0);
    });
  });
});
