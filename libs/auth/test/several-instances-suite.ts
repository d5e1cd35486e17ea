/** Two instances behind a balancer, driven through the front door by browser and provider. */

import { isOffered } from '../src/fake/index.ts';
import type { DressedProvider } from '../src/fake/provider-dresses.ts';
import type { SessionStore } from '../src/session/session-store.ts';
import { crowdOf, providers, startShop, type Shop } from './session-harness.ts';

const tokenLifeMs = 5 * 60_000;

/** Declares the suite for some providers, by default all. `open` gives each instance its view of one store. */
export function severalInstancesSuite(
  name: string,
  open: (now: () => number) => () => SessionStore,
  some: readonly DressedProvider[] = providers,
): void {
  describe.each(some)(`${name}, with $name`, (provider) => {
    const crowd = crowdOf(provider);
    let shop: Shop;
    beforeEach(async () => {
      shop = await startShop({ provider });
      const storeOf = open(() => shop.clock.now);
      shop.scale(2, () => ({ store: storeOf() }));
    });
    afterEach(() => shop.close());

    const manyAtOnce = async (browser: ReturnType<Shop['browser']>) => {
      const answers = await Promise.all(Array.from({ length: crowd }, () => browser.get('/whoami')));
      return answers.map((answer) => [answer.status, answer.json()['kind'], answer.json()['id']]);
    };

    it.each(['rotate', 'same', 'none'] as const)(
      'refresh once for many requests at once, with a provider whose policy is "%s"',
      async (policy) => {
        shop.issuer.refreshTokens = policy;
        const browser = shop.browser();
        await browser.login('ada');
        for (let renewal = 1; renewal <= 2; renewal += 1) {
          shop.clock.now += tokenLifeMs;
          expect(await manyAtOnce(browser)).toEqual(Array(crowd).fill([200, 'customer', shop.subOf('ada')]));
          await shop.settled();
          expect(shop.issuer.refreshes).toBe(renewal);
        }
      },
    );

    it('both end a session whose refresh token is dead', async () => {
      const browser = shop.browser();
      await browser.login('ada');
      shop.issuer.killRefreshTokens();
      shop.clock.now += tokenLifeMs;
      await browser.get('/whoami');
      await shop.settled();
      expect(await manyAtOnce(browser)).toEqual(Array(crowd).fill([200, 'anonymous', undefined]));
      expect(shop.issuer.refreshes).toBe(1);
      expect([(await browser.get('/auth/session')).status, [...browser.cookies]]).toEqual([401, []]);
    });

    it('both keep a session while the provider is down', async () => {
      const browser = shop.browser();
      await browser.login('ada');
      shop.issuer.down = true;
      shop.clock.now += tokenLifeMs;
      expect(await manyAtOnce(browser)).toEqual(Array(crowd).fill([200, 'customer', shop.subOf('ada')]));
      await shop.settled();
      shop.issuer.down = false;
      shop.clock.now += 10_000;
      expect(await manyAtOnce(browser)).toEqual(Array(crowd).fill([200, 'customer', shop.subOf('ada')]));
      await shop.settled();
      expect(shop.issuer.refreshes).toBe(1);
    });

    it('finish each other’s logins, many at once, and see each other’s logouts', async () => {
      const browsers = Array.from({ length: crowd }, () => shop.browser());
      await Promise.all(browsers.map((browser) => browser.login('bob')));
      const [first] = browsers as [(typeof browsers)[number]];
      const { logoutUrl } = (await first.get('/auth/session')).json<{ logoutUrl: string }>();
      const stolen = [...first.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; ');
      await first.visit(logoutUrl);
      for (let turn = 0; turn < 2; turn += 1) {
        const answer = await shop.browser().get('/auth/session', { headers: { cookie: stolen } });
        expect(answer.status).toBe(401);
      }
    });

    // Refusals by other providers: logout.spec.ts.
    if (isOffered(provider.dress, 'backchannel_logout_supported')) {
      it('take a logout token once, and end what all of them began', async () => {
        const browsers = Array.from({ length: crowd }, () => shop.browser());
        await Promise.all(browsers.map((browser) => browser.login('bob')));
        const body = new URLSearchParams({ logout_token: shop.logoutToken({ sub: shop.subOf('bob') }) });
        const logOut = () => fetch(`${shop.origin}/auth/backchannel-logout`, { method: 'POST', body });
        const answers = await Promise.all([logOut(), logOut()]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
        const left = await Promise.all(browsers.map((browser) => browser.get('/auth/session')));
        expect(left.map(({ status }) => status)).toEqual(Array(crowd).fill(401));
      });
    }
  });
}
