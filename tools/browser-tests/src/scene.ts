/** Scene: what somebody does in the shop, in a browser of their own. */

import { loginWeb, type House } from '@frontage/runner';
import { developmentPassword } from '@frontage/seed';
import type { Browser, Cookie, Page } from 'playwright-core';
import { createShopper, type Shopper } from './shopper.ts';
import { createSwitchboard, type Switches } from './switches.ts';
import { visit, type Visit, type VisitOptions } from './visit.ts';

export interface Scene extends Visit {
  readonly house: House;
  readonly shopper: Shopper;
  readonly switches: Switches;
  /** Opens another tab of the same browser, with nothing in it. */
  readonly openTab: () => Promise<Shopper>;
}

export interface SceneOptions extends VisitOptions {
  /** Person who is logged in when the scene begins, at the shop and at the provider. Default nobody. */
  readonly person?: string | undefined;
}

/** Plays a scene in a new browser. */
export type Play = (options: SceneOptions, work: (scene: Scene) => Promise<void>) => Promise<void>;

/** Plays one scene of several people, each with a browser of their own. */
export const playTogether = (
  play: Play,
  people: readonly SceneOptions[],
  work: (scenes: readonly Scene[]) => Promise<void>,
): Promise<void> => {
  const withNext = (scenes: readonly Scene[]): Promise<void> => {
    const next = people[scenes.length];
    return next ? play(next, (scene) => withNext([...scenes, scene])) : work(scenes);
  };
  return withNext([]);
};

/** Plays scenes in a browser over a house; both may still be starting while scenes are described. */
export function createPlay(stage: () => { readonly browser: Browser; readonly house: House }): Play {
  return async ({ person, ...options }, work) => {
    const { browser, house } = stage();
    const shopperOn = (page: Page): Shopper => createShopper(page, house.at.web);
    await visit(browser, options, async (each) => {
      if (person !== undefined) await each.context.addCookies(await sessionOf(house, person));
      await work({
        ...each,
        house,
        shopper: shopperOn(each.page),
        switches: createSwitchboard(house.at.faults),
        openTab: async () => shopperOn(await each.context.newPage()),
      });
    });
  };
}

/** Logs in without a browser, which takes a thirtieth of the time. Returns what a browser has then. */
async function sessionOf({ at }: House, person: string): Promise<Cookie[]> {
  const { jar } = await loginWeb({ webUrl: at.web, login: person, password: developmentPassword });
  const ofShop = await jar.getCookies(at.web);
  const ofProvider = await jar.getCookies(at.issuer);
  return [...ofShop, ...ofProvider].map(({ key, value, domain, path, expires, httpOnly, secure, sameSite }) => ({
    name: key,
    value,
    domain: domain!,
    path: path!,
    expires: expires instanceof Date ? expires.getTime() / 1_000 : -1,
    httpOnly,
    secure,
    sameSite: sameSite === 'strict' ? 'Strict' : 'Lax',
  }));
}
