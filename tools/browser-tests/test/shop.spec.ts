/** The shop and the house page in Chromium, over a house of their own. */

import { jest } from '@jest/globals';
import { startHouse, type House } from '@frontage/runner';
import type { Browser } from 'playwright-core';
import { openShell, shellPath } from '../src/chromium.ts';
import { createPlay } from '../src/scene.ts';
import { describeCurrency } from './currency.ts';
import { describeFailures } from './failures.ts';
import { describeHousePage } from './house-page.ts';
import { describeJourney } from './journey.ts';
import { describeKeptAnswers } from './kept-answers.ts';
import { describeKeyboard } from './keyboard.ts';
import { describeOutages } from './outages.ts';
import { describeSearch } from './search.ts';
import { describeSession } from './session.ts';

jest.setTimeout(180_000);

const isThere = shellPath !== undefined;
if (!isThere) process.stdout.write('SKIPPED browser: Chromium is not installed\n');

(isThere ? describe : describe.skip)('in Chromium', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    browser = await openShell();
    house = await startHouse({
      readyTimeoutMs: 150_000,
      env: {
        // Orders are shipped and delivered while somebody looks on.
        SHIP_AFTER_MS: '3000',
        DELIVER_AFTER_MS: '6000',
        // Without caches: what a service has is missing as soon as it is off.
        CACHE_MAX_BYTES: '0',
      },
    });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  }, 30_000);

  const play = createPlay(() => ({ browser, house }));
  describeSearch(play);
  describeKeyboard(play);
  describeHousePage(play);
  describeOutages(play);
  describeFailures(play);
  describeKeptAnswers(play);
  describeCurrency(play);
  describeJourney(play);
  describeSession(play);
});
