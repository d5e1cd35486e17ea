/** House page in the words of somebody who presses its switches. */

import type { Page } from 'playwright-core';
import { bringToFront } from './visit.ts';

export type Condition = 'Well' | 'Slow' | 'Errors' | 'Hangs up' | 'Down';

export interface HousePage {
  readonly page: Page;
  /** Presses a switch, and waits until the page says that it is so. */
  make(service: string, condition: Condition): Promise<void>;
  /** Switches services off for as long as the work takes, whatever comes of it. */
  without(services: readonly string[], work: () => Promise<void>): Promise<void>;
  /** Ends all faults, and waits until the page says so. */
  makeAllWell(): Promise<void>;
}

export async function openHousePage(page: Page, address: string): Promise<HousePage> {
  await page.goto(`${address}/`);
  await page.getByText(/^As of /).waitFor();
  const housePage: HousePage = {
    page,
    async make(service, condition) {
      await bringToFront(page);
      const group = page.getByRole('group', { name: `Condition of ${service}` });
      const name = new RegExp(`^${condition}\\b`);
      await group.getByRole('button', { name }).click();
      await group.getByRole('button', { name, pressed: true }).waitFor();
    },
    async without(services, work) {
      try {
        for (const service of services) await housePage.make(service, 'Down');
        await work();
      } finally {
        await housePage.makeAllWell();
      }
    },
    async makeAllWell() {
      await bringToFront(page);
      await page.getByRole('button', { name: 'All well' }).click();
      for (const group of await page.getByRole('group', { name: /^Condition of / }).all())
        await group.getByRole('button', { name: /^Well/, pressed: true }).waitFor();
    },
  };
  return housePage;
}
