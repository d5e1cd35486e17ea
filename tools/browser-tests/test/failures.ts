/** Failures that a shopper meets, and the way on from each: a page, a list, an order read again, the code of a build that is gone. */

import type { Play } from '../src/scene.ts';

export function describeFailures(play: Play): void {
  describe('what fails', () => {
    it('is asked for again by “Try again”: a page that could not be shown is there when its service is', async () => {
      // The answer says so by a status.
      const expects = /50[0-9].*\/graphql/;
      await play({ name: 'failure-page', expects }, async ({ page, shopper, switches }) => {
        const title = page.getByRole('heading', { level: 1, name: 'Quiet desk lamp in glass' });
        const tryAgain = page.getByRole('button', { name: 'Try again' });
        await switches.without(['catalog'], async () => {
          await shopper.open('/products/p-001');
          await tryAgain.waitFor();
        });
        // The first tries may still meet a circuit that is open.
        while (!(await title.isVisible())) {
          await tryAgain.click();
          await title.or(tryAgain).waitFor();
        }
      });
    });

    it('leaves what is shown: an order that cannot be read again stays', async () => {
      const expects = /50[0-9].*\/graphql/;
      await play({ name: 'failure-order', person: 'bob', expects }, async ({ page, shopper, switches }) => {
        await shopper.open('/orders');
        await shopper.follow(/^Order /);
        const order = page.getByRole('heading', { level: 1, name: /^Order / });
        await order.waitFor();
        await switches.without(['orders'], async () => {
          const read = page.waitForResponse((response) => response.request().postData()?.includes('"Order"') ?? false);
          await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
          await (await read).finished();
          await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
          expect([await order.count(), await page.getByRole('button', { name: 'Try again' }).count()]).toEqual([1, 0]);
        });
      });
    });

    it('is said below a list whose next page cannot be read, and the list stays', async () => {
      const expects = /graphql/;
      await play({ name: 'failure-more', expects }, async ({ page, context, shopper }) => {
        await shopper.open('/search');
        const tiles = page.getByRole('article');
        const before = await tiles.count();
        await context.route('**/graphql*', (route) => route.abort());
        await shopper.press('Show more');
        await page.getByRole('main').getByRole('alert').waitFor();
        expect(await tiles.count()).toBe(before);
        await context.unrouteAll({ behavior: 'wait' });
        await shopper.press('Show more');
        await tiles.nth(2 * before - 1).waitFor();
        await page.getByRole('main').getByRole('alert').waitFor({ state: 'hidden' });
      });
    });

    it('loses nothing that a visitor chose: what could not be taken over at the login comes into the cart later', async () => {
      const expects = /graphql/;
      await play({ name: 'failure-merge', expects }, async ({ page, context, shopper }) => {
        await context.clock.install();
        await shopper.open('/products/p-021');
        await shopper.press('Add to cart');
        await shopper.isTold(/in your cart\.$/);
        await context.route('**/graphql', (route) =>
          route.request().postData()?.includes('"MergeCart"') ? route.abort() : route.continue(),
        );
        await shopper.logIn('bob');
        await shopper.follow(/^Cart/);
        await shopper.sees('is not in this cart yet');
        await context.unrouteAll({ behavior: 'wait' });
        await context.clock.fastForward(75_000);
        await page.getByRole('spinbutton', { name: 'Pieces of Woven pendant in wool' }).waitFor();
        await page.getByText('is not in this cart yet').waitFor({ state: 'hidden' });
      });
    });

    it('is no more than a reload for a tab that is older than the last release', async () => {
      // The code of the page is gone with its build.
      const expects = /404.*categories\.page/;
      await play({ name: 'failure-release', expects }, async ({ page, context, house, shopper }) => {
        await shopper.open('/');
        await page.evaluate('globalThis.isOld = true');
        await context.route('**/categories.page-*.js', (route) => route.fulfill({ status: 404 }));
        await context.route(`${house.at.web}/`, async (route) => {
          if (route.request().isNavigationRequest()) return route.continue();
          // From here on the release is over: what the tab loads anew is whole.
          await context.unroute('**/categories.page-*.js');
          return route.fulfill({
            contentType: 'text/html',
            body: '<script type="module" src="/assets/index-new.js"></script>',
          });
        });
        await shopper.follow('Categories');
        await shopper.isAt('Categories');
        expect(await page.evaluate('globalThis.isOld')).toBeUndefined();
      });
    });
  });
}
