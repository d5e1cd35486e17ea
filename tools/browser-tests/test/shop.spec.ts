/** The shop and the house page in Chromium, over a house of their own. */

import { jest } from '@jest/globals';
import { startHouse, type House } from '@frontage/runner';
import type { Browser } from 'playwright-core';
import { chromiumPath, openChromium } from '../src/chromium.ts';
import { createPlay } from '../src/scene.ts';
import { describeBarriers } from './barriers.ts';
import { describeExperiment } from './experiment.ts';
import { describeHousePage } from './house-page.ts';
import { describeJourney } from './journey.ts';
import { describeKeyboard } from './keyboard.ts';
import { describeOutages } from './outages.ts';
import { describeSearch } from './search.ts';
import { describeSession } from './session.ts';

jest.setTimeout(90_000);

const isThere = chromiumPath !== undefined;
if (!isThere) process.stdout.write('SKIPPED browser: Chromium is not installed\n');

(isThere ? describe : describe.skip)('in Chromium', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
    // Orders are shipped and delivered while somebody looks on.
    house = await startHouse({ env: { SHIP_AFTER_MS: '4000', DELIVER_AFTER_MS: '10000' } });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  }, 30_000);

  const play = createPlay(() => ({ browser, house }));
  describeBarriers(play);
  describeSearch(play);
  describeKeyboard(play);
  describeExperiment(play);
  describeHousePage(play);
  describeOutages(play);
  describeJourney(play);
  describeSession(play);
});
