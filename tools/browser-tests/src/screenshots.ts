/** Screenshots of every page, small enough to be checked in. */

import { startHouse } from '@frontage/runner';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from './chromium.ts';
import { openHousePage } from './house-page.ts';
import { shopPages, visitPage } from './pages.ts';
import { createShopper } from './shopper.ts';
import { visit } from './visit.ts';

/** Folder of the screenshots that are checked in. */
export const screenshotsFolder = resolve(import.meta.dirname, '../../../docs/screenshots');

/** Ways to look at a page: name, and what the browser says of itself. */
const looks = {
  light: { viewport: { width: 1_280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1_280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true },
} as const;

/** Quality of WebP, of 100: text has no shadows yet. */
const quality = 55;

const housePage = 'house';

/** Names of all pages that have screenshots. */
export const pictured: readonly string[] = [
  ...shopPages.filter(({ isPictured = true }) => isPictured).map(({ name }) => name),
  housePage,
];

/** Files of a page's screenshots. */
export const filesOf = (page: string): readonly string[] => Object.keys(looks).map((look) => `${page}-${look}.webp`);

/** Takes the screenshots of these pages, over a house of their own. Calls back with each file. */
export async function takeScreenshots(
  pages: readonly string[],
  taken: (file: string, bytes: number) => void,
): Promise<void> {
  mkdirSync(screenshotsFolder, { recursive: true });
  const state = mkdtempSync(join(tmpdir(), 'frontage-screenshots-'));
  const experiments = join(state, 'experiments.json');
  // The same order of the home page for every visitor.
  writeFileSync(experiments, '{ "home-layout": { "on": false } }');
  const browser = await openChromium();
  const house = await startHouse({ env: { EXPERIMENTS_FILE: experiments } });
  const arrive = async (name: string, page: Page): Promise<void> => {
    const shopPage = shopPages.find((each) => each.name === name);
    if (shopPage) await visitPage(createShopper(page, house.at.web), shopPage);
    else await openHousePage(page, house.at.faults);
  };
  try {
    for (const name of pages) {
      for (const look of Object.keys(looks) as (keyof typeof looks)[]) {
        const picture = await pictureOf(browser, `${name}-${look}`, looks[look], (page) => arrive(name, page));
        writeFileSync(join(screenshotsFolder, `${name}-${look}.webp`), picture);
        taken(`${name}-${look}.webp`, picture.length);
      }
    }
  } finally {
    await browser.close();
    await house.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

async function pictureOf(
  browser: Browser,
  name: string,
  look: (typeof looks)[keyof typeof looks],
  arrive: (page: Page) => Promise<void>,
): Promise<Buffer> {
  let picture: Buffer | undefined;
  await visit(browser, { name: `screenshot-${name}`, ...look }, async ({ page, context }) => {
    await arrive(page);
    await page.evaluate('scrollTo(0, 0)');
    // Pictures in view, each of them drawn.
    await page.waitForFunction(
      `[...document.images].filter((each) => each.getBoundingClientRect().top < innerHeight).every((each) => each.complete)`,
    );
    const protocol = await context.newCDPSession(page);
    // WebP, which Playwright itself does not write.
    const { data } = await protocol.send('Page.captureScreenshot', { format: 'webp', quality });
    picture = Buffer.from(data, 'base64');
  });
  return picture!;
}
