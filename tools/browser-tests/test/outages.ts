/** Services that are switched off, and on again, while visitors look at the pages of the shop. */

import type { Page } from 'playwright-core';
import { barriers, overflowAt, phoneWidth } from '../src/barriers.ts';
import { openHousePage } from '../src/house-page.ts';
import {
  optionalServices,
  prices,
  routesOfTheShop,
  shopPages,
  type OptionalService,
  type ShopPage,
} from '../src/pages.ts';
import { playTogether, type Play } from '../src/scene.ts';
import type { Shopper } from '../src/shopper.ts';
import { desk, patienceMs } from '../src/visit.ts';

/** Sentence of a page that lacks what a service has. */
const sentences: Readonly<Record<OptionalService, string>> = {
  pricing: 'Prices are taking a break.',
  reviews: 'Reviews are taking a break.',
  recommendations: 'Recommendations are taking a break.',
};

/** Longest time after which a page asks again, in milliseconds of its own clock. */
const asksWithinMs = 75_000;

/** Time for an answer, in milliseconds; without one the page has its next question. */
const answerMs = 500;

/** Most questions until a page is as it should be: the first ones may still meet a circuit that is open. */
const mostQuestions = 60;

/** Page of the shop that somebody looks at. */
interface Look {
  readonly shopPage: ShopPage;
  readonly shopper: Shopper;
}

export function describeOutages(play: Play): void {
  it('every page of the table of contents is looked at', () => {
    const routes = routesOfTheShop();
    expect(routes.length).toBeGreaterThan(2);
    const lookedAt = new Set(shopPages.map(({ route }) => route));
    expect(routes.filter((route) => !lookedAt.has(route))).toEqual([]);
  });

  describe('with services off', () => {
    it('every page works, says once what is missing, and heals by itself as one service after the other comes back; whole or not, it has no barrier', async () => {
      const visits = visitsTogether();
      expect(visits.flat().length).toBe(shopPages.length);
      const people = visits.map(([first]) => ({ name: `outage-${first!.name}`, person: first!.person }));
      await playTogether(play, [{ name: 'outage-house' }, ...people], async ([atHouse, ...scenes]) => {
        const { page, house } = atHouse!;
        const switches = await openHousePage(page, house.at.faults);
        // Visitors do not wait for each other, as a page is drawn by one processor.
        const inEachVisit = async (look: (seen: Look) => Promise<void>, isLookedAt: (shopPage: ShopPage) => boolean) =>
          Promise.all(
            visits.map(async (own, at) => {
              const { shopper } = scenes[at]!;
              for (const shopPage of own.filter(isLookedAt)) await look({ shopPage, shopper });
            }),
          );
        await inEachVisit(async ({ shopPage, shopper }) => {
          // Time passes as it does, and more of it when a scene says so.
          await shopper.page.clock.install();
          await shopPage.prepare?.(shopper);
        }, lacksSomething);
        await switches.without(optionalServices, async () => {
          await inEachVisit(
            async (seen) => {
              await seen.shopPage.arrive(seen.shopper);
              await see(seen, optionalServices);
              if (lacksSomething(seen.shopPage)) await seeNoBarrier(seen);
              else await seeNoBarrierAtAll(seen);
            },
            () => true,
          );
          // One after the other comes back, so that each page has something to say to the end.
          for (const [at, service] of optionalServices.entries()) {
            await switches.make(service, 'Well');
            await inEachVisit((seen) => seeInTime(seen, optionalServices.slice(at + 1)), lacksSomething);
          }
        });
        await inEachVisit(seeNoBarrierAtAll, lacksSomething);
      });
    }, 480_000);

    it('visitors see one of two orders of the home page, which says it as well, heals in the same order, and keeps it', async () => {
      const [home] = shopPages;
      await play({ name: 'outage-arms' }, async ({ page, context, shopper, switches }) => {
        await context.clock.install();
        const order = async (): Promise<readonly string[]> =>
          page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
        const seen = new Map<string, string>();
        while (seen.size < 2) {
          let lacking = '';
          await switches.without(optionalServices, async () => {
            do {
              // Another visitor.
              await context.clearCookies();
              await home!.arrive(shopper);
              lacking = (await order()).join();
            } while (seen.has(lacking));
            await see({ shopPage: home!, shopper }, optionalServices);
          });
          await seeInTime({ shopPage: home!, shopper }, []);
          const whole = (await order()).join();
          await home!.arrive(shopper);
          await see({ shopPage: home!, shopper }, []);
          expect((await order()).join()).toBe(whole);
          seen.set(lacking, whole);
        }
        expect(Object.fromEntries(seen)).toEqual({
          'Categories,New in the shop': 'For you,Categories,New in the shop',
          'New in the shop,Categories': 'New in the shop,For you,Categories',
        });
      });
    });

    it('a page that was whole before says it as well, when somebody comes back to it', async () => {
      await play({ name: 'outage-back' }, async ({ page, context, shopper, switches }) => {
        await context.clock.install();
        const product = shopPages.find(({ name }) => name === 'product')!;
        await product.arrive(shopper);
        await prices(shopper).first().waitFor();
        await switches.without(['pricing'], async () => {
          // A list that has this product, too: without a price.
          await shopper.search('quiet desk lamp in glass');
          await shopper.sees(sentences.pricing);
          await page.goBack();
          await shopper.isAt('Quiet desk lamp in glass');
          await see({ shopPage: product, shopper }, ['pricing']);
        });
        await seeInTime({ shopPage: product, shopper }, []);
      });
    });

    it('a list that is opened further says it, and heals to its end without losing anything', async () => {
      await play({ name: 'outage-more' }, async ({ page, context, shopper, switches }) => {
        await context.clock.install();
        await shopper.open('/search');
        const tiles = page.getByRole('article');
        const before = await tiles.count();
        await switches.without(['pricing'], async () => {
          await shopper.press('Show more');
          await shopper.sees(sentences.pricing);
          await tiles.nth(2 * before - 1).waitFor();
          await tiles.nth(before).getByText('No price right now').waitFor();
        });
        await askUntil(page, () => page.getByText(sentences.pricing).waitFor({ state: 'hidden', timeout: answerMs }));
        await tiles
          .nth(before)
          .getByText(/^Price( now)?: /)
          .waitFor();
        expect(await tiles.count()).toBe(2 * before);
      });
    });

    it('prices that are older than they should be are marked, until there are newer ones', async () => {
      const pages = shopPages.filter(({ person, parts }) => person === undefined && parts.pricing === prices);
      expect(pages.length).toBeGreaterThan(2);
      await play({ name: 'outage-stale' }, async ({ page, context, shopper }) => {
        await context.clock.install();
        const mark = page.getByRole('main').getByText('may have changed').first();
        for (const { arrive } of pages) {
          // As web-bff says it while it answers out of a cache in the place of a service: here it has none.
          await context.route('**/graphql', async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, headers: { ...response.headers(), 'frontage-stale': 'prices' } });
          });
          await arrive(shopper);
          await mark.waitFor();
          // Answers that are on their way come to the page.
          await context.unrouteAll({ behavior: 'wait' });
          await askUntil(page, () => mark.waitFor({ state: 'hidden', timeout: answerMs }));
        }
      });
    });
  });
}

/** Whether a page says something when services are off. */
const lacksSomething = ({ parts }: ShopPage): boolean => Object.keys(parts).length > 0;

/** Pages of visits at the same time. One that heals is looked at all the while, by a visitor of its own; whoever sees the others leafs through them. */
function visitsTogether(): readonly (readonly ShopPage[])[] {
  const whole = shopPages.filter((shopPage) => !lacksSomething(shopPage));
  return [
    ...shopPages.filter(lacksSomething).map((shopPage) => [shopPage]),
    ...Map.groupBy(whole, ({ person }) => person).values(),
  ];
}

/** Waits until the page says what it lacks with these services off, and nothing else; everything else is there. */
async function see({ shopPage, shopper }: Look, off: readonly OptionalService[], timeout = patienceMs): Promise<void> {
  const main = shopper.page.getByRole('main');
  const expected: [string, OptionalService, number][] = [];
  for (const service of optionalServices) {
    const part = shopPage.parts[service]?.(shopper).first();
    const isMissing = part !== undefined && off.includes(service);
    expected.push([shopPage.name, service, isMissing ? 1 : 0]);
    await part?.waitFor({ state: isMissing ? 'hidden' : 'visible', timeout });
    await main
      .getByText(sentences[service])
      .first()
      .waitFor({ state: isMissing ? 'visible' : 'hidden', timeout });
  }
  const text = await main.innerText();
  expect(expected.map(([name, service]) => [name, service, text.split(sentences[service]).length - 1])).toEqual(
    expected,
  );
}

/** Waits likewise for a page that is not loaded again: time alone passes. */
async function seeInTime(seen: Look, off: readonly OptionalService[]): Promise<void> {
  const { page } = seen.shopper;
  const mark = await markOf(page);
  await askUntil(page, () => see(seen, off, answerMs));
  expect(await markOf(page)).toBe(mark);
}

/** Mark of a page, which goes away when it is loaded again. */
const markOf = (page: Page): Promise<string> => page.evaluate<string>('globalThis.markOfScene ??= crypto.randomUUID()');

/** Lets a page have the time after which it asks again, until what is looked for is there. */
async function askUntil(page: Page, isThere: () => Promise<void>): Promise<void> {
  for (let question = 1; ; question += 1) {
    await page.clock.fastForward(asksWithinMs);
    try {
      return await isThere();
    } catch (error) {
      if (question === mostQuestions) throw error;
    }
  }
}

/** Looks for barriers on a desk, and for what needs more than the width of a phone, which the page has from then on. */
async function seeNoBarrier({ shopPage: { name }, shopper: { page } }: Look): Promise<void> {
  expect([name, await barriers(page, 'light')]).toEqual([name, []]);
  expect([name, await overflowAt(page, phoneWidth)]).toEqual([name, []]);
}

/** Looks for barriers in light and in dark, and for what is wider than a phone. */
async function seeNoBarrierAtAll(seen: Look): Promise<void> {
  const { shopPage, shopper } = seen;
  await shopper.page.setViewportSize(desk);
  await seeNoBarrier(seen);
  expect([shopPage.name, await barriers(shopper.page, 'dark')]).toEqual([shopPage.name, []]);
  await shopper.page.setViewportSize(desk);
}
