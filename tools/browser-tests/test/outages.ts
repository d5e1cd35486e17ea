/** A service that is switched off on the house page, while somebody looks at the shop in another tab. */

import { openHousePage } from '../src/house-page.ts';
import type { Play } from '../src/scene.ts';

/** Time until a page has asked again and every cache in between has forgotten a failure, in milliseconds. */
const healsWithinMs = 60_000;

/** Services that pages can do without, each with a product that nothing else here shows. */
const services = [
  { service: 'reviews', says: 'Reviews are taking a break.', product: 'p-301', other: 'p-311' },
  { service: 'recommendations', says: 'Recommendations are taking a break.', product: 'p-302', other: 'p-312' },
  { service: 'pricing', says: 'Prices are taking a break.', product: 'p-303', other: 'p-313' },
] as const;

export function describeOutages(play: Play): void {
  describe('with a service off', () => {
    it.each(services)('$service: every page works, says what is missing, and heals by itself', async (row) => {
      await play({ name: `outage-${row.service}` }, async ({ page, shopper, context, house }) => {
        const switches = await openHousePage(await context.newPage(), house.at.faults);
        await switches.make(row.service, 'Down');
        try {
          await page.bringToFront();
          await shopper.open(`/products/${row.product}`);
          await shopper.sees(row.says);
          // The rest of the page is there.
          await shopper.sees('Article number');
          await shopper.open('/');
          await page.getByRole('heading', { name: 'New in the shop' }).waitFor();
          await shopper.open('/search?text=chair');
          await page.getByRole('article').first().waitFor();
          await shopper.open(`/products/${row.other}`);
          await shopper.sees(row.says);
        } finally {
          await switches.makeAllWell();
        }
        await page.bringToFront();
        await page.getByText(row.says).first().waitFor({ state: 'hidden', timeout: healsWithinMs });
        if (row.service === 'reviews') await shopper.section('Reviews').waitFor();
        if (row.service === 'recommendations') await shopper.section('Goes with it').waitFor();
        if (row.service === 'pricing') await page.getByText('Price on request').first().waitFor({ state: 'hidden' });
      });
    });
  });
}
