/** Scene: what somebody does in the shop, in a browser of their own. */

import type { House } from '@frontage/runner';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createShopper, type Shopper } from './shopper.ts';
import { visit, type Visit, type VisitOptions } from './visit.ts';

export interface Scene extends Visit {
  readonly house: House;
  readonly shopper: Shopper;
  /** Opens another tab of the same browser, with nothing in it. */
  readonly openTab: () => Promise<Shopper>;
}

export interface SceneOptions extends VisitOptions {
  /**
   * Person who is logged in when the scene begins. All scenes of one person share one session: a scene that ends a session logs in by itself.
   * Default nobody.
   */
  readonly person?: string | undefined;
}

/** Cookies and storage of a browser. */
type SessionState = Awaited<ReturnType<BrowserContext['storageState']>>;

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
  const sessions = new Map<string, SessionState>();
  const shopperOn = (page: Page): Shopper => createShopper(page, stage().house.at.web);

  /** Logs in by the provider's page the first time, and keeps what the browser then has. */
  async function sessionOf(person: string): Promise<SessionState> {
    if (!sessions.has(person))
      await visit(stage().browser, { name: `login-${person}` }, async ({ context, page }) => {
        const shopper = shopperOn(page);
        await shopper.open('/');
        await shopper.logIn(person);
        sessions.set(person, await context.storageState());
      });
    return sessions.get(person)!;
  }

  return async ({ person, ...options }, work) => {
    const { browser, house } = stage();
    const session = person === undefined ? {} : { storageState: await sessionOf(person) };
    await visit(browser, { ...options, ...session }, async (each) => {
      await work({
        ...each,
        house,
        shopper: shopperOn(each.page),
        openTab: async () => shopperOn(await each.context.newPage()),
      });
    });
  };
}
