/** Search: words, filters, order, and the way back. */

import type { Play } from '../src/scene.ts';

export function describeSearch(play: Play): void {
  describe('a visitor', () => {
    it('searches before the code of the shop is there, and loses neither the words nor the focus when it comes', async () => {
      await play({ name: 'search-early' }, async ({ page, house, shopper }) => {
        let release = (): void => undefined;
        const isReleased = new Promise<void>((resolve) => (release = resolve));
        await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
          await isReleased;
          await route.continue();
        });
        await page.goto(house.at.web, { waitUntil: 'commit' });
        const field = page.getByRole('searchbox', { name: 'Search for products' });
        await field.fill('lamp');
        release();
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await field.inputValue()).toBe('lamp');
        await page.keyboard.press('Enter');
        await shopper.isAt(/lamp/);
      });
    });

    it('searches, filters, opens a product, and finds the search as it was on the way back', async () => {
      await play({ name: 'search' }, async ({ page, shopper }) => {
        await shopper.open('/');
        await shopper.search('lamp');
        await shopper.isAt(/lamp/);
        const count = page.getByRole('heading', { level: 2, name: /products?$/ });
        const before = await count.innerText();
        const brand = page.getByRole('group', { name: 'Brand' }).getByRole('checkbox').first();
        await brand.check();
        await page.getByRole('link', { name: 'Remove all filters' }).waitFor();
        await count.filter({ hasNotText: before }).waitFor();
        const filtered = await count.innerText();
        const address = page.url();
        const tiles = page.getByRole('article');
        const name = await tiles.first().getByRole('heading').innerText();
        await shopper.follow(name);
        await shopper.isAt(name);
        expect(await page.title()).toBe(`${name} – Frontage`);
        await page.goBack();
        await count.filter({ hasText: filtered }).waitFor();
        expect(page.url()).toBe(address);
        expect(await brand.isChecked()).toBe(true);
        await shopper.follow('Remove all filters');
        await count.filter({ hasText: before }).waitFor();
      });
    });

    it('sees more of a long list, and the order that was asked for', async () => {
      await play({ name: 'search-more' }, async ({ page, shopper }) => {
        await shopper.open('/search');
        const tiles = page.getByRole('article');
        const shown = await tiles.count();
        expect(shown).toBeGreaterThan(5);
        await shopper.press('Show more');
        await tiles.nth(shown).waitFor();
        const first = await tiles.first().innerText();
        const order = page.getByRole('combobox', { name: 'Order' });
        await order.selectOption({ index: 1 });
        await tiles
          .first()
          .filter({ hasNotText: first.split('\n').find((line) => line.length > 12)! })
          .waitFor();
        expect(page.url()).toContain('sort=');
      });
    });

    it('is told of a word that was meant, and of a page that is not there', async () => {
      await play({ name: 'search-suggestion' }, async ({ page, shopper }) => {
        await shopper.open('/search?text=lanp');
        await shopper.sees('Did you mean');
        await page.getByRole('link', { name: 'lamp' }).click();
        await shopper.isAt(/lamp/);
        await shopper.open('/products/p-999999');
        await shopper.isAt('Nothing here');
      });
    });
  });
}
