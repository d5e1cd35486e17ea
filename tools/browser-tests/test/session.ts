/** Sessions: they end by themselves, and in other tabs; what was in the cart does not. */

import type { Play } from '../src/scene.ts';
import { enterCredentials } from '../src/shopper.ts';

export function describeSession(play: Play): void {
  describe('a session', () => {
    it('begins with the cart that a visitor has filled, and keeps it when it ends by itself', async () => {
      await play({ name: 'session-expiry' }, async ({ page, context, house, shopper }) => {
        await shopper.open('/products/p-021');
        await shopper.press('Add to cart');
        await shopper.sees('1 piece in your cart');
        await shopper.logIn('bob');
        await shopper.follow(/^Cart/);
        await shopper.isAt('Your cart');
        const pieces = page.getByRole('spinbutton', { name: 'Pieces of Woven pendant in wool' });
        await pieces.waitFor();
        // The session of the shop is over; the provider still knows who it was: nobody is asked for anything.
        await context.clearCookies({ domain: 'localhost' });
        await shopper.follow('Orders');
        await shopper.isAt('Your orders');
        await shopper.follow(/^Cart/);
        await pieces.waitFor();
        // The provider has forgotten, too.
        await context.clearCookies();
        await page.goto(`${house.at.web}/orders`);
        await enterCredentials(page, 'bob');
        await shopper.isAt('Your orders');
        await shopper.follow(/^Cart/);
        await pieces.waitFor();
      });
    });

    it('that ends while somebody writes takes nothing away: after the login the form has it, and a logout forgets it', async () => {
      // A change that is sent after the end is refused by a status.
      const expects = /401.*\/graphql/;
      await play({ name: 'session-drafts', person: 'bob', expects }, async ({ page, context, shopper }) => {
        const text = 'It gives a warm light, and';
        await shopper.open('/products/p-034');
        await shopper.press('Write a review');
        await page.getByRole('radio', { name: '4 stars: very good' }).check({ force: true });
        await page.getByLabel('Title').fill('Warm');
        await page.getByLabel('Text').fill(text);
        await page.getByLabel('Your name').fill('Bob');
        // The provider still knows who it was: the answer to sending leads there and back, without a question.
        await context.clearCookies({ domain: 'localhost' });
        await shopper.press('Publish');
        await shopper.sees('It is not sent yet.');
        expect(await page.getByLabel('Text').inputValue()).toBe(text);
        expect(await page.getByRole('radio', { name: '4 stars: very good' }).isChecked()).toBe(true);
        // Another page of the same tab, and back.
        await shopper.open('/addresses');
        await shopper.press('Add an address');
        await page.getByLabel('Label').fill('Cabin');
        await page.getByLabel('Country').selectOption('SE');
        await page.reload();
        await shopper.sees('It is not sent yet.');
        expect(await page.getByLabel('Label').inputValue()).toBe('Cabin');
        expect(await page.getByLabel('Country').inputValue()).toBe('SE');
        await shopper.press('Cancel');
        await page.reload();
        await page.getByRole('button', { name: 'Add an address' }).waitFor();
        await shopper.open('/products/p-034');
        await shopper.sees('It is not sent yet.');
        await shopper.logOut();
        expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('warm light');
        await shopper.open('/products/p-034');
        await shopper.logIn('bob');
        await page.getByRole('button', { name: 'Write a review' }).waitFor();
      });
    });

    it('that ends while the cart is changed makes the change after the login: fewer pieces, and none', async () => {
      const expects = /401.*\/graphql/;
      await play({ name: 'session-cart', person: 'bob', expects }, async ({ page, context, shopper }) => {
        const writes = (operation: string) =>
          page.waitForResponse(
            (response) => response.ok() && (response.request().postData()?.includes(`"${operation}"`) ?? false),
          );
        await shopper.open('/products/p-034');
        await page.getByLabel('Pieces').fill('3');
        await shopper.press('Add to cart');
        await shopper.isTold(/in your cart\.$/);
        const name = await page.getByRole('heading', { level: 1 }).innerText();
        await shopper.open('/cart');
        await context.clearCookies({ domain: 'localhost' });
        const written = writes('PutCartItem');
        await page.getByRole('spinbutton', { name: `Pieces of ${name}` }).fill('1');
        await written;
        await shopper.open('/checkout');
        const line = page.getByRole('listitem').filter({ hasText: name });
        await line.getByText('1 piece').waitFor();
        await shopper.open('/cart');
        await context.clearCookies({ domain: 'localhost' });
        const removed = writes('RemoveCartItem');
        await shopper.press(`Remove ${name}`);
        await removed;
        await shopper.open('/checkout');
        await line.waitFor({ state: 'hidden' });
      });
    });

    it('that ends in one tab ends in the others, and leaves nothing of the person there', async () => {
      // A look at the session tells that there is none by a status.
      const expects = /401.*\/auth\/session/;
      await play({ name: 'session-tabs', person: 'ada', expects }, async ({ page, context, shopper, openTab }) => {
        await shopper.open('/orders');
        const other = await openTab();
        await other.open('/');
        // The way to the provider is slow: when the other tab has seen the end already, it still has to be walked.
        const seen = Promise.withResolvers<void>();
        await context.route('**/auth/logout?*', async (route) => {
          const response = await route.fetch({ maxRedirects: 0 });
          await seen.promise;
          await route.fulfill({ response });
        });
        const seeEnd = page.getByRole('link', { name: 'Log in', exact: true }).first().waitFor();
        await Promise.all([other.logOut(), seeEnd.finally(seen.resolve)]);
        await page
          .getByRole('link', { name: /^Order / })
          .first()
          .waitFor({ state: 'hidden' });
        await shopper.sees('log in');
      });
    });
  });
}
