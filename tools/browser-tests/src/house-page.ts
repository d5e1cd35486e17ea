/** House page in the words of somebody who presses its switches. */

import type { Page } from 'playwright-core';
import { createSwitches, type Switches } from './switches.ts';
import { bringToFront } from './visit.ts';

/** Goes to the house page, and waits until it says how everything is. */
export async function openHousePage(page: Page, address: string): Promise<Switches> {
  await page.goto(`${address}/`);
  await page.getByText(/^As of /).waitFor();
  return createSwitches({
    async make(service, condition) {
      await bringToFront(page);
      const group = page.getByRole('group', { name: `Condition of ${service}` });
      const name = new RegExp(`^${condition}\\b`);
      await group.getByRole('button', { name }).click();
      await group.getByRole('button', { name, pressed: true }).waitFor();
    },
    async makeAllWell() {
      await bringToFront(page);
      await page.getByRole('button', { name: 'All well' }).click();
      for (const group of await page.getByRole('group', { name: /^Condition of / }).all())
        await group.getByRole('button', { name: /^Well/, pressed: true }).waitFor();
    },
  });
}
