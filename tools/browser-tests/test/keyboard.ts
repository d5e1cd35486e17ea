/** Keyboard alone: whatever a mouse can do on the way from the search to the checkout, and in the menu of a phone. */

import { developmentPassword } from '@frontage/seed';
import type { Page } from 'playwright-core';
import { phoneWidth } from '../src/barriers.ts';
import type { Play } from '../src/scene.ts';

/** Most presses of a key to get anywhere on a page. */
const farthest = 80;

interface Focused {
  readonly name: string;
  readonly isVisible: boolean;
}

/** Element that has the focus: its name, and whether a ring shows where it is; a tile of the whole of which is a link has it around itself. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate<Focused>(`(() => {
    const element = document.activeElement;
    const isRinged = (each) => getComputedStyle(each).outlineStyle !== 'none';
    const labelled = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
    return { name: labelled.trim().replaceAll(/\\s+/g, ' '), isVisible: isRinged(element) || isRinged(element.closest('article') ?? element) };
  })()`);

/** Presses Tab until the focus is on what has this name, unless it is there already. Each stop on the way shows where it is. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  if (name.test((await focused(page)).name)) return;
  const stops: string[] = [];
  for (let press = 0; press < farthest; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop.isVisible) throw new Error(`"${stop.name}" has the focus, and nothing shows it.`);
    if (name.test(stop.name)) return;
    stops.push(stop.name);
  }
  throw new Error(`Tab does not lead to ${name}: ${stops.join(' | ')}`);
}

/** Waits until the title of the page has the focus, which it gets after it is drawn: a screen reader begins with it. */
const titleHasFocus = (page: Page, title: string): Promise<void> =>
  page.locator('h1:focus').filter({ hasText: title }).waitFor();

export function describeKeyboard(play: Play): void {
  describe('the keyboard alone', () => {
    it('leads past the navigation to the content', async () => {
      await play({ name: 'keyboard-skip' }, async ({ page, shopper }) => {
        await shopper.open('/');
        await tabTo(page, /^Skip to the content$/);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        const isInContent = await page.evaluate<boolean>(
          `document.querySelector('main').contains(document.activeElement)`,
        );
        expect(isInContent).toBe(true);
      });
    });

    it('leads from the search through a filter to a product', async () => {
      await play({ name: 'keyboard' }, async ({ page, shopper }) => {
        await shopper.open('/');
        await tabTo(page, /^Search for products$/);
        await page.keyboard.type('lamp');
        await page.keyboard.press('Enter');
        await shopper.isAt(/lamp/);
        await tabTo(page, /^In stock \(/);
        await page.keyboard.press('Space');
        await shopper.seesResults();
        // A filter keeps the focus: the next one is a key away.
        expect((await focused(page)).name).toMatch(/^In stock \(/);
        const name = await page.getByRole('article').first().getByRole('heading').innerText();
        await tabTo(page, new RegExp(`^${name}$`));
        await page.keyboard.press('Enter');
        await titleHasFocus(page, name);
      });
    });

    it('fills the cart, changes it, logs in and comes to the order', async () => {
      await play({ name: 'keyboard-cart' }, async ({ page, shopper }) => {
        await shopper.open('/search?text=pendant');
        const name = await page.getByRole('article').first().getByRole('heading').innerText();
        await tabTo(page, new RegExp(`^${name}$`));
        await page.keyboard.press('Enter');
        await titleHasFocus(page, name);
        // The pictures stand before the title, where the focus is.
        await page.keyboard.press('Shift+Tab');
        const picture = (await focused(page)).name;
        expect(picture).toMatch(/^Show picture [2-9] of /);
        await page.keyboard.press('Space');
        await page.getByRole('button', { name: picture, pressed: true }).waitFor();
        await tabTo(page, /^Pieces$/);
        await page.keyboard.press('ArrowUp');
        await tabTo(page, /^Add to cart$/);
        await page.keyboard.press('Enter');
        await shopper.isTold(`${name}: 2 in your cart.`);
        // The button keeps the focus, and the way on is the next stop.
        expect((await focused(page)).name).toBe('Add to cart');
        await page.keyboard.press('Tab');
        expect((await focused(page)).name).toBe('your cart');
        await page.keyboard.press('Enter');
        await titleHasFocus(page, 'Your cart');
        await tabTo(page, new RegExp(`^Pieces of ${name}$`));
        await page.keyboard.press('ArrowUp');
        await shopper.isTold(`${name}: 3 pieces.`);
        expect((await focused(page)).name).toBe(`Pieces of ${name}`);
        await tabTo(page, /^Log in and order$/);
        await page.keyboard.press('Enter');
        await page.getByLabel('Password').waitFor();
        await tabTo(page, /^E-mail address or name$/);
        await page.keyboard.type('bob');
        await tabTo(page, /^Password$/);
        await page.keyboard.type(developmentPassword);
        await page.keyboard.press('Enter');
        await shopper.isAt('Checkout');
        await shopper.sees('3 pieces');
        await tabTo(page, /^Change the cart$/);
        await page.keyboard.press('Enter');
        await shopper.isAt('Your cart');
        await tabTo(page, new RegExp(`^Remove ${name}$`));
        await page.keyboard.press('Enter');
        await shopper.isTold(`${name} is no longer in your cart.`);
        // The line is gone, and the focus is not lost with it.
        expect((await focused(page)).name).toBe('Your cart');
      });
    });

    it('opens and leaves the menu of a phone, whose header has two rows', async () => {
      const viewport = { width: phoneWidth, height: 740 };
      await play({ name: 'keyboard-menu', viewport }, async ({ page, shopper }) => {
        await shopper.open('/');
        const header = page.getByRole('banner');
        const middleOf = async (role: 'link' | 'button' | 'searchbox', name: string | RegExp): Promise<number> => {
          const { y, height } = (await header.getByRole(role, { name, exact: true }).boundingBox())!;
          return Math.round(y + height / 2);
        };
        const first = await Promise.all([
          middleOf('link', 'Frontage'),
          middleOf('link', 'Log in'),
          middleOf('link', /^Cart/),
          middleOf('button', 'Menu'),
        ]);
        const second = await Promise.all([middleOf('searchbox', 'Search for products'), middleOf('button', 'Search')]);
        expect([new Set(first).size, new Set(second).size]).toEqual([1, 1]);
        expect(second[0]).toBeGreaterThan(first[0]!);
        await tabTo(page, /^Menu$/);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        expect((await focused(page)).name).toBe('Categories');
        await page.keyboard.press('Escape');
        expect((await focused(page)).name).toBe('Menu');
        await header.getByRole('link', { name: 'Products' }).waitFor({ state: 'hidden' });
        await page.keyboard.press('Enter');
        await tabTo(page, /^Categories$/);
        await page.keyboard.press('Enter');
        await titleHasFocus(page, 'Categories');
        await header.getByRole('link', { name: 'Products' }).waitFor({ state: 'hidden' });
      });
    });
  });
}
