/** Barriers of a page: rules of axe that it breaks, in light and in dark; and its width on a small phone. */

import type { Page } from 'playwright-core';
import { axeScript, brokenRules, hasAxe } from './axe.ts';
import { bringToFront } from './visit.ts';

export const schemes = ['light', 'dark'] as const;

/** Smallest phone that is looked at, in CSS pixels (WCAG 1.4.10 has 320 with a zoom, phones of today have 360). */
export const phoneWidth = 360;

/** Rules of axe that the page breaks in a colour scheme, with the elements. */
export async function barriers(page: Page, colorScheme: (typeof schemes)[number]): Promise<readonly string[]> {
  await bringToFront(page);
  await page.emulateMedia({ colorScheme });
  if (!(await page.evaluate<boolean>(hasAxe))) await page.evaluate(axeScript);
  return (await page.evaluate<readonly string[]>(brokenRules)).map((rule) => `${colorScheme}: ${rule}`);
}

/** Elements that reach beyond the right edge of a page that scrolls sideways; none where nothing does. */
export async function overflowAt(page: Page, width: number): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate<readonly string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > clientWidth + 0.5);
    return [scrollWidth + ' > ' + clientWidth, ...beyond.slice(0, 5).map((each) => each.outerHTML.slice(0, 120))];
  })()`);
}
