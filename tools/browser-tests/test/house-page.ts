/** House page: no barrier, and everything on it leads somewhere. More of it is in tools/acceptance, over what `npm start` starts. */

import { barriers, overflowAt, phoneWidth, schemes } from '../src/barriers.ts';
import { openHousePage } from '../src/house-page.ts';
import type { Play } from '../src/scene.ts';

export function describeHousePage(play: Play): void {
  it('the house page has no barrier, and leads to the shop', async () => {
    await play({ name: 'house-page' }, async ({ page, house }) => {
      await openHousePage(page, house.at.faults);
      for (const scheme of schemes) expect(await barriers(page, scheme)).toEqual([]);
      expect(await overflowAt(page, phoneWidth)).toEqual([]);
      await page
        .getByRole('link', { name: /shop|storefront/i })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: 'Things for a home' }).waitFor();
    });
  });
}
