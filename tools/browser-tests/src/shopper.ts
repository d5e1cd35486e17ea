/**
 * Shop in the words of somebody who uses it, in the tab that they look at: names that are read, and roles that are told to screen readers. No element is found by its
 * code.
 */

import { developmentPassword } from '@frontage/seed';
import type { Locator, Page } from 'playwright-core';
import { bringToFront } from './visit.ts';

export interface Shopper {
  readonly page: Page;
  /** Goes to an address of the shop, as a link from elsewhere does. Waits for its heading. */
  open(path: string): Promise<void>;
  /** Waits until the page has this heading, and the window its title. */
  isAt(title: string | RegExp): Promise<void>;
  /** Waits until the page says this. */
  sees(text: string | RegExp): Promise<void>;
  follow(link: string | RegExp): Promise<void>;
  press(button: string | RegExp): Promise<void>;
  /** Searches with the field at the top of every page. */
  search(words: string): Promise<void>;
  /** Chooses or leaves a filter of the search, and waits for what it finds. */
  filter(group: string, value: string | RegExp): Promise<void>;
  /** Section of the page with this heading. */
  section(title: string | RegExp): Locator;
  /** Waits until the products are those of the filters that are chosen. */
  seesResults(): Promise<void>;
  /** Waits until screen readers are told this, in a region that says so when it changes: after what was done, where pages show it before. */
  isTold(text: string | RegExp): Promise<void>;
  /** Logs in at the provider. The page must have the link. */
  logIn(person: string): Promise<void>;
  logOut(): Promise<void>;
}

export function createShopper(page: Page, origin: string): Shopper {
  const main = page.getByRole('main');
  const shopper: Shopper = {
    page,
    async open(path) {
      await bringToFront(page);
      await page.goto(origin + path);
      await main.getByRole('heading', { level: 1 }).waitFor();
    },
    async isAt(title) {
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    },
    async sees(text) {
      await main.getByText(text).first().waitFor();
    },
    async follow(link) {
      await bringToFront(page);
      await page.getByRole('link', { name: link, exact: true }).first().click();
    },
    async press(button) {
      await bringToFront(page);
      await page.getByRole('button', { name: button, exact: true }).first().click();
    },
    async search(words) {
      await bringToFront(page);
      await page.getByRole('searchbox', { name: 'Search for products' }).fill(words);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
    },
    async filter(group, value) {
      await bringToFront(page);
      await page.getByRole('group', { name: group }).getByRole('checkbox', { name: value }).check();
      await shopper.seesResults();
    },
    async seesResults() {
      await main
        .getByRole('region', { name: /product/ })
        .and(page.locator('[aria-busy="false"]'))
        .waitFor();
    },
    async isTold(text) {
      await page.getByRole('status').filter({ hasText: text }).waitFor();
    },
    section: (title) => page.getByRole('region', { name: title }),
    async logIn(person) {
      await shopper.follow('Log in');
      await enterCredentials(page, person);
      // On a phone it is in the menu.
      await page.getByRole('button', { name: 'Log out', includeHidden: true }).waitFor({ state: 'attached' });
    },
    async logOut() {
      await shopper.press('Log out');
      // The provider asks before it ends its own session.
      await page.waitForURL((url) => url.origin !== origin);
      await shopper.press('Log out');
      await page.getByRole('link', { name: 'Log in' }).waitFor();
    },
  };
  return shopper;
}

/** Fills in the provider's page. */
export async function enterCredentials(page: Page, person: string): Promise<void> {
  await page.getByLabel('E-mail address or name').fill(person);
  await page.getByLabel('Password').fill(developmentPassword);
  await page.getByRole('button', { name: 'Log in' }).click();
}
