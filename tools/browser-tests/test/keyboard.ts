/** Keyboard alone: whatever a mouse can do on the way from the search to a product. */

import type { Page } from 'playwright-core';
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

/** Presses Tab until the focus is on what has this name. Each stop on the way shows where it is. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
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
        await page.getByRole('link', { name: 'Remove all filters' }).waitFor();
        // A filter keeps the focus: the next one is a key away.
        expect((await focused(page)).name).toMatch(/^In stock \(/);
        const name = await page.getByRole('article').first().getByRole('heading').innerText();
        await tabTo(page, new RegExp(`^${name}$`));
        await page.keyboard.press('Enter');
        await shopper.isAt(name);
        // The title has the focus: a screen reader begins with it.
        expect((await focused(page)).name).toBe(name);
      });
    });
  });
}
