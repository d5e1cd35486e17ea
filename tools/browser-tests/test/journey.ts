/** The whole way of a customer, from a word in the search to a parcel at the door, while services die on the way. */

import type { Play } from '../src/scene.ts';
import { enterCredentials } from '../src/shopper.ts';

/** Steps of the order that the page shows, one after the other, until the parcel is there: none is missed, however short it is shown. */
const watchSteps = `new Promise((resolve) => {
  const seen = [];
  const look = () => {
    const step = document.querySelector('[aria-current="step"] strong')?.textContent;
    if (step && seen.at(-1) !== step) seen.push(step);
    if (step === 'Delivered') resolve(seen);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  look();
})`;

export function describeJourney(play: Play): void {
  it('a visitor searches, fills a cart, logs in, orders, pays, and sees the order arrive, while services die', async () => {
    await play({ name: 'journey' }, async ({ page, shopper, switches, openTab }) => {
      await shopper.open('/');
      await shopper.search('lamp');
      await shopper.isAt(/lamp/);
      await shopper.filter('Stock', /^In stock/);
      await shopper.filter('Rating', /^4 stars/);
      const name = await page.getByRole('article').first().getByRole('heading').innerText();
      await shopper.follow(name);
      await shopper.isAt(name);
      // Another tab, on the same product.
      const onlooker = await openTab();
      await onlooker.open(new URL(page.url()).pathname);
      await onlooker.page.getByText('Stock by warehouse').first().click();
      const stock = onlooker.page.getByRole('table', { name: 'Stock by warehouse' });
      const stockBefore = (await stock.textContent())!;
      try {
        await switches.make('recommendations', 'Down');
        await page.getByLabel('Pieces').fill('2');
        await shopper.press('Add to cart');
        await shopper.sees('2 pieces in your cart');
        await shopper.follow(/^Cart/);
        await shopper.isAt('Your cart');
        await shopper.sees(name);
        await shopper.follow('Log in and order');
        await enterCredentials(page, 'ada');
        await shopper.isAt('Checkout');
        await shopper.sees(name);
        await switches.make('reviews', 'Down');
        await shopper.press('Place the order');
        await shopper.isAt(/^Order /);
        await shopper.sees('Thank you: your order is placed.');
        await stock.filter({ hasNotText: stockBefore }).waitFor();
        const list = await openTab();
        await list.open('/orders');
        const newest = list.page.getByRole('listitem').first();
        await newest.getByText('Waiting for payment').waitFor();
        const [seen] = await Promise.all([page.evaluate<readonly string[]>(watchSteps), shopper.press(/^Pay /)]);
        // Each step in its turn, none by a reload: the promise is of this very page.
        expect(seen).toEqual(['Ordered', 'Paid', 'On its way', 'Delivered']);
        // The list asks again from time to time.
        await newest.getByText('Delivered').waitFor();
      } finally {
        await switches.make('recommendations', 'Well');
        await switches.make('reviews', 'Well');
      }
      await shopper.follow('All your orders');
      await shopper.isAt('Your orders');
      await page.getByRole('listitem').first().getByText('Delivered').waitFor();
    });
  });
}
