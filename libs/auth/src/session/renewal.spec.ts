import { providers, type Shop, startShop } from '../../test/session-harness.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import type { SessionStore } from './session-store.ts';

const minuteMs = 60_000;
/** Access tokens of the fake issuer live for five minutes. */
const tokenLifeMs = 5 * minuteMs;

describe.each(providers)('a session, with $name', (provider) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await startShop({ provider });
  });
  afterEach(() => shop.close());

  async function loggedIn(user = 'ada') {
    const browser = shop.browser();
    await browser.login(user);
    return { browser, status: async () => (await browser.get('/auth/session')).status };
  }

  describe('lives', () => {
    it('for half an hour after the last request', async () => {
      // Only requests prolong it: its tokens last.
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

    it('no longer because somebody watches it: `slide=false` only looks', async () => {
      const { browser, status } = await loggedIn();
      const watch = async () => (await browser.get('/auth/session?slide=false')).json()['expiresIn'];
      for (const left of [30, 20, 10]) {
        expect(await watch()).toBe(left * 60);
        shop.clock.now += 10 * minuteMs;
      }
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
      expect(answers.map((answer) => answer.json()['id'])).toEqual(Array<string>(20).fill(shop.subOf('ada')));
      await shop.settled();
      expect(shop.issuer.refreshes).toBe(1);
      await browser.get('/whoami');
      await shop.settled();
      expect(shop.issuer.refreshes).toBe(1);
    });

    it('is answered while the provider says nothing to ten people who are due', async () => {
      let isHanging = false;
      const hung: (() => void)[] = [];
      const hanging: typeof fetch = (url, init) =>
        isHanging ? new Promise((_, fail) => hung.push(() => fail(new Error('no answer')))) : fetch(url, init);
      shop.restart({ fetch: hanging });
      const browsers = [];
      for (let person = 0; person < 10; person += 1) browsers.push((await loggedIn()).browser);
      isHanging = true;
      shop.clock.now += tokenLifeMs;
      for (let poll = 0; poll < 3; poll += 1) {
        // Requests do not wait for the provider. It answers only when all of them are here.
        const answers = await Promise.all(browsers.map((browser) => browser.get('/whoami')));
        expect(answers.map((answer) => answer.json()['id'])).toEqual(Array<string>(10).fill(shop.subOf('ada')));
      }
      expect(hung).toHaveLength(10);
      // Nor does a process that stops wait for ever, and it says so.
      await shop.settled(1);
      expect(shop.events.at(-1)).toEqual({ kind: 'abandoned', count: 10 });
      for (const hangUp of hung) hangUp();
      await shop.settled();
      await browsers[0]!.get('/whoami');
      expect(hung).toHaveLength(10);
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
      expect((await browser.get('/whoami')).json()['id']).toBe(shop.subOf('ada'));
      await shop.settled();
      expect(shop.issuer.refreshes).toBe(1);
      reads[0]!();
      expect((await late).json()['id']).toBe(shop.subOf('ada'));
      await shop.settled();
      expect(shop.issuer.refreshes).toBe(1);
    });

    it.each(['rotate', 'same', 'none'] as const)('lives on with a provider whose policy is "%s"', async (policy) => {
      shop.issuer.refreshTokens = policy;
      const { browser } = await loggedIn();
      for (let renewal = 1; renewal <= 3; renewal += 1) {
        shop.clock.now += tokenLifeMs;
        expect((await browser.get('/whoami')).json()['id']).toBe(shop.subOf('ada'));
        await shop.settled();
        expect(shop.issuer.refreshes).toBe(renewal);
      }
    });

    it('learns what has changed about the person', async () => {
      const { browser } = await loggedIn('bob');
      shop.issuer.idTokenClaims = { [provider.settings['OIDC_TIER_CLAIM'] ?? 'tier']: 'gold' };
      expect((await browser.get('/whoami')).json()).toMatchObject({ id: shop.subOf('bob'), tier: 'standard' });
      shop.clock.now += tokenLifeMs;
      await browser.get('/whoami');
      await shop.settled();
      expect((await browser.get('/whoami')).json()).toMatchObject({ id: shop.subOf('bob'), tier: 'gold' });
    });

    it('ends when the refresh token is dead: nobody, 401 at the session check, and the cookie goes', async () => {
      const { browser } = await loggedIn();
      shop.issuer.killRefreshTokens();
      expect((await browser.get('/whoami')).json()['id']).toBe(shop.subOf('ada'));
      shop.clock.now += tokenLifeMs;
      await browser.get('/whoami');
      await shop.settled();
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
      shop.issuer.idTokenClaims = { sub: shop.subOf('bob') };
      shop.clock.now += tokenLifeMs;
      await status();
      await shop.settled();
      expect(await status()).toBe(401);
      expect(shop.events.at(-1)).toEqual({ kind: 'ended', sub: shop.subOf('ada'), why: 'another-person' });
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
        expect((await browser.get('/whoami')).json()['id']).toBe(shop.subOf('ada'));
        await shop.settled();
      }
      expect(asked).toEqual([shop.issuer.metadata['token_endpoint']]);
      shop.clock.now += 10_000;
      await browser.get('/whoami');
      await shop.settled();
      expect(asked).toHaveLength(2);
      shop.issuer.down = false;
      shop.clock.now += 10_000;
      await browser.get('/whoami');
      await shop.settled();
      expect(shop.issuer.refreshes).toBe(1);
      expect(shop.events.filter(({ kind }) => kind === 'renewal-failed')).toHaveLength(2);
    });

    describe('and the provider refuses the token of one person', () => {
      /** Ada and Bob are due; what the provider says to Ada's token is the test's. Her first renewal, then his. */
      async function due(answerOf: (genuine: () => Promise<Response>) => Response | Promise<Response>) {
        let adas: string | undefined;
        const picky: typeof fetch = async (url, init) => {
          const sent = new URLSearchParams(String(init?.body)).get('refresh_token');
          return sent !== null && sent === adas ? answerOf(() => fetch(url, init)) : fetch(url, init);
        };
        shop.restart({ fetch: picky });
        const [ada, bob] = [await loggedIn('ada'), await loggedIn('bob')];
        adas = shop.issuer.issued.filter(({ kind }) => kind === 'refresh').at(-2)!.value;
        shop.clock.now += tokenLifeMs;
        shop.events.length = 0;
        const whoami = async ({ browser }: typeof ada) => {
          const { id } = (await browser.get('/whoami')).json();
          await shop.settled();
          return id;
        };
        expect([await whoami(ada), await whoami(bob)]).toEqual([shop.subOf('ada'), shop.subOf('bob')]);
        return { ada: () => whoami(ada), bob: () => whoami(bob), heal: () => (adas = undefined) };
      }
      const says =
        (error: string, status = 400) =>
        () =>
          Response.json({ error }, { status });

      it.each([
        ['invalid_grant', 'refresh-token-dead'],
        // OIDC Core §3.1.2.6: a refresh cannot ask the person.
        ['interaction_required', 'login-required'],
        ['login_required', 'login-required'],
        ['account_selection_required', 'login-required'],
        ['consent_required', 'login-required'],
      ])('for good (%s): their session ends, and no other', async (error, why) => {
        const { ada, bob } = await due(says(error));
        expect([await ada(), await bob()]).toEqual([undefined, shop.subOf('bob')]);
        expect(shop.events).toMatchObject([
          { kind: 'ended', sub: shop.subOf('ada'), why },
          { kind: 'renewed', sub: shop.subOf('bob') },
        ]);
      });

      const badIdToken = async (genuine: () => Promise<Response>): Promise<Response> => {
        const body = (await (await genuine()).json()) as { id_token: string };
        const [header, payload] = body.id_token.split('.');
        return Response.json({ ...body, id_token: `${header}.${payload}.${'A'.repeat(342)}` });
      };
      const idTokenOfAnotherClient = async (genuine: () => Promise<Response>): Promise<Response> => {
        shop.issuer.idTokenClaims = { aud: 'another-client' };
        const answer = await genuine();
        shop.issuer.idTokenClaims = {};
        return answer;
      };

      it.each<[string, Parameters<typeof due>[0]]>([
        ['invalid_request', says('invalid_request')],
        ['invalid_scope', says('invalid_scope')],
        ['an error of its own', says('account_locked', 403)],
        ['an ID token that somebody else has signed', badIdToken],
        ['an ID token for somebody else', idTokenOfAnotherClient],
      ])('perhaps not for good (%s): they wait, and nobody else', async (_, answer) => {
        const { ada, bob, heal } = await due(answer);
        expect(shop.events).toMatchObject([
          { kind: 'renewal-failed', sub: shop.subOf('ada') },
          { kind: 'renewed', sub: shop.subOf('bob') },
        ]);
        const { length } = shop.issuer.exchanges;
        expect([await ada(), await ada(), await bob()]).toEqual([
          shop.subOf('ada'),
          shop.subOf('ada'),
          shop.subOf('bob'),
        ]);
        expect([shop.events.length, shop.issuer.exchanges.length]).toEqual([2, length]);
        shop.clock.now += 10_000;
        heal();
        expect(await ada()).toBe(shop.subOf('ada'));
      });

      it('is tried again with the token that the provider has given in the place of it', async () => {
        const { ada } = await due(badIdToken);
        shop.clock.now += 10_000;
        expect([await ada(), await ada()]).toEqual([shop.subOf('ada'), shop.subOf('ada')]);
        expect(shop.events.at(-1)).toMatchObject({ kind: 'renewed', sub: shop.subOf('ada') });
      });

      const challenge = { 'www-authenticate': 'Basic realm="id"' };
      it.each<[string, () => Response]>([
        // RFC 6749 §5.2: none of these is about the token.
        ['invalid_client', says('invalid_client', 401)],
        [
          'invalid_client, with the challenge that belongs to it',
          () => Response.json({ error: 'invalid_client' }, { status: 401, headers: challenge }),
        ],
        ['unauthorized_client', says('unauthorized_client')],
        ['unsupported_grant_type', says('unsupported_grant_type')],
        ['server_error', says('server_error')],
        ['temporarily_unavailable', says('temporarily_unavailable')],
        ['an error of the server', says('invalid_request', 500)],
        ['too many requests', says('slow_down', 429)],
        ['a page', () => new Response('<h1>Maintenance</h1>', { headers: { 'content-type': 'text/html' } })],
        ['half an answer', () => new Response('{"access', { headers: { 'content-type': 'application/json' } })],
      ])('and everybody’s with it (%s): it is left alone for a while', async (_, answer) => {
        const { bob } = await due(answer);
        expect(shop.events).toMatchObject([{ kind: 'renewal-failed', sub: shop.subOf('ada') }]);
        shop.clock.now += 10_000;
        await bob();
        expect(shop.events.at(-1)).toMatchObject({ kind: 'renewed', sub: shop.subOf('bob') });
      });
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
        if (String(init?.body).includes('grant_type=refresh_token')) await store.deleteBySub(shop.subOf('ada'));
        return answer;
      };
      shop.restart({ store, fetch: slow });
      const { browser, status } = await loggedIn();
      shop.clock.now += tokenLifeMs;
      await browser.get('/whoami');
      await shop.settled();
      expect((await browser.get('/whoami')).json()).toEqual({ kind: 'anonymous' });
      expect(await status()).toBe(401);
      // The renewed token is revoked, where the provider has an endpoint for it.
      expect(shop.issuer.revocations).toBe(shop.offers('revocation_endpoint') ? 1 : 0);
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
