/** Currency of prices: of a visitor's choice, and of a customer's profile. */

import type { Play } from '../src/scene.ts';

export function describeCurrency(play: Play): void {
  describe('the currency', () => {
    it('is a visitor’s choice, on every page and over a reload, and leaves out a price filter in another', async () => {
      await play({ name: 'currency-visitor' }, async ({ page, shopper }) => {
        const field = page.getByRole('combobox', { name: 'Prices in' });
        await shopper.open('/search');
        await shopper.filter('Price', /^€50\.00/);
        await page.getByRole('link', { name: 'Remove all filters' }).waitFor();
        await field.selectOption('CHF');
        await page.getByRole('link', { name: 'Remove all filters' }).waitFor({ state: 'hidden' });
        await page.getByRole('article').first().filter({ hasText: 'CHF' }).waitFor();
        await shopper.filter('Price', /^CHF\s50\.00/);
        await page.reload();
        await page.getByRole('link', { name: 'Remove all filters' }).waitFor();
        await page.getByRole('article').first().filter({ hasText: 'CHF' }).waitFor();
        await shopper.open('/products/p-051');
        await shopper.sees(/^CHF/);
        expect(await field.inputValue()).toBe('CHF');
        await shopper.press('Add to cart');
        await shopper.follow(/^Cart/);
        await shopper.isAt('Your cart');
        await shopper.sees(/CHF/);
      });
    });

    it('is that of a customer’s profile, which the choice changes, and in which an order is charged', async () => {
      await play({ name: 'currency-customer', person: 'bob' }, async ({ page, shopper }) => {
        const field = page.getByRole('combobox', { name: 'Prices in' });
        await shopper.open('/products/p-052');
        await shopper.sees(/^€/);
        // A choice that is gone through with the keys is one at each press, and the last one counts.
        for (const passed of ['GBP', 'JPY', 'SEK']) await field.selectOption(passed);
        await shopper.sees(/^SEK/);
        await page.getByText('Prices are in Swedish Krona (SEK).').first().waitFor({ state: 'attached' });
        await shopper.open('/profile');
        const inProfile = page.getByRole('combobox', { name: 'Currency' });
        expect(await inProfile.inputValue()).toBe('SEK');
        // The form follows the field.
        await field.selectOption('PLN');
        await inProfile.locator('option:checked[value="PLN"]').waitFor({ state: 'attached' });
        await page.getByText('Prices are in Polish Zloty (PLN).').first().waitFor({ state: 'attached' });
        await shopper.open('/products/p-052');
        await shopper.press('Add to cart');
        await shopper.isTold(/in your cart\.$/);
        await shopper.open('/checkout');
        await shopper.sees('in Polish Zloty (PLN)');
        await shopper.press('Place the order');
        await page.getByRole('heading', { level: 1, name: /^Order/ }).waitFor();
        await shopper.sees(/PLN/);
        // A preference of one person is not for the next.
        await shopper.logOut();
        await shopper.open('/products/p-052');
        await shopper.sees(/^€/);
        await shopper.logIn('bob');
        await shopper.sees(/^PLN/);
        // The form of the profile does the same as the field.
        await shopper.open('/profile');
        await page.getByRole('combobox', { name: 'Currency' }).selectOption('EUR');
        await shopper.press('Save');
        await page.getByText('Saved', { exact: true }).waitFor();
        expect(await field.inputValue()).toBe('EUR');
      });
    });
  });
}
