/** Scene: what somebody does in the shop, in a browser of their own. */

import type { House } from '@frontage/runner';
import type { Browser } from 'playwright-core';
import { createShopper, type Shopper } from './shopper.ts';
import { visit, type Visit, type VisitOptions } from './visit.ts';

export interface Scene extends Visit {
  readonly house: House;
  readonly shopper: Shopper;
  /** Opens another tab of the same browser, with nothing in it. */
  readonly openTab: () => Promise<Shopper>;
}

/** Plays a scene in a new browser. */
export type Play = (options: VisitOptions, work: (scene: Scene) => Promise<void>) => Promise<void>;

/** Plays scenes in a browser over a house; both may still be starting while scenes are described. */
export const createPlay =
  (stage: () => { readonly browser: Browser; readonly house: House }): Play =>
  (options, work) => {
    const { browser, house } = stage();
    return visit(browser, options, async (each) => {
      const shopperOn = (page: Visit['page']): Shopper => createShopper(page, house.at.web);
      await work({
        ...each,
        house,
        shopper: shopperOn(each.page),
        openTab: async () => shopperOn(await each.context.newPage()),
      });
    });
  };
