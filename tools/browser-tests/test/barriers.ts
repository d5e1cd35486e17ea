/** Every page: no barrier that axe knows, on a desk in light and on a phone in dark, and nothing that needs more than the width of a phone. */

import { barriers, overflowAt, phoneWidth } from '../src/barriers.ts';
import { routesOfTheShop, shopPages } from '../src/pages.ts';
import type { Play } from '../src/scene.ts';

export function describeBarriers(play: Play): void {
  describe('every page', () => {
    it('of the table of contents is looked at', () => {
      const routes = routesOfTheShop();
      expect(routes.length).toBeGreaterThan(2);
      const lookedAt = new Set(shopPages.map(({ route }) => route));
      expect(routes.filter((route) => !lookedAt.has(route))).toEqual([]);
    });

    it.each(shopPages.map((page) => [page.name, page] as const))(
      '%s has no barrier, and fits a phone',
      async (name, { person, arrive }) => {
        await play({ name: `barriers-${name}` }, async ({ page, shopper }) => {
          if (person !== undefined) {
            await shopper.open('/');
            await shopper.logIn(person);
          }
          await arrive(shopper);
          expect(await barriers(page, 'light')).toEqual([]);
          expect(await overflowAt(page, phoneWidth)).toEqual([]);
          expect(await barriers(page, 'dark')).toEqual([]);
        });
      },
    );
  });
}
