/** Documentation of the partner API in a real browser: drawn, within its policy, and without a barrier that axe knows. */

import { jest } from '@jest/globals';
import { loadProofs } from '@frontage/architecture/proofs';
import { isBffProof, openTestBed, startIdentity, type Identity, type TestBed } from '@frontage/proof';
import { By, type WebDriver } from 'selenium-webdriver';
import { barriers, complaints } from '../src/barriers.ts';
import { isInstalled, openBrowser, realBrowsers, type OpenBrowser } from '../src/web-driver.ts';

jest.setTimeout(120_000);

const chromium = realBrowsers.find(({ name }) => name === 'Chromium')!;
const isThere = isInstalled(chromium);
if (!isThere) process.stdout.write('SKIPPED browser: Chromium is not installed\n');

const patienceMs = 20_000;
(isThere ? describe : describe.skip)('the documentation', () => {
  let identity: Identity;
  let bed: TestBed;
  let browser: OpenBrowser;
  let driver: WebDriver;
  beforeAll(async () => {
    const proof = (await loadProofs()).filter(isBffProof).find(({ name }) => name === 'partner-bff')!;
    identity = await startIdentity();
    bed = await openTestBed(proof, identity);
    browser = await openBrowser(chromium);
    driver = browser.driver;
    await driver.manage().setTimeouts({ script: 90_000 });
  });
  afterAll(async () => {
    await browser?.close();
    await bed?.close();
    await identity?.close();
  });

  const open = async (path: string): Promise<void> => {
    await driver.get(bed.origin + path);
    await driver.wait(async () => (await driver.findElements(By.css('h1'))).length > 0, patienceMs, path);
  };

  /** Numbers of operations and events in the document of a version. */
  const countsOf = async (prefix: string): Promise<{ readonly operations: number; readonly events: number }> => {
    const { paths, webhooks = {} } = (await (await fetch(`${bed.origin}${prefix}/openapi.json`)).json()) as {
      readonly paths: Readonly<Record<string, object>>;
      readonly webhooks?: object;
    };
    const operations = Object.values(paths).flatMap((path) => Object.keys(path)).length;
    expect(operations).toBeGreaterThan(8);
    return { operations, events: Object.keys(webhooks).length };
  };

  /** Pages that the overview leads to. */
  const linked = async (): Promise<readonly string[]> => {
    await open('/docs');
    const links = await driver.findElements(By.css('header nav a'));
    return Promise.all(links.map(async (link) => new URL((await link.getAttribute('href'))!).pathname));
  };

  it('is drawn by Chromium on every page, without a complaint and without a barrier', async () => {
    const paths = await linked();
    const references = paths.filter((path) => /^\/docs\/v\d+$/.test(path));
    expect(references.length).toBeGreaterThan(0);
    for (const path of paths.filter((each) => !references.includes(each))) {
      await open(path);
      expect([path, await barriers(driver), await complaints(driver)]).toEqual([path, [], []]);
    }
    for (const path of references) {
      await open(path);
      const { operations, events } = await countsOf(path.replace('/docs', ''));
      const listed = async (): Promise<number> => (await driver.findElements(By.css('.opblock'))).length;
      const isListed = async (): Promise<boolean> => (await listed()) === operations + events;
      await driver.wait(isListed, patienceMs, `${path}: ${operations} operations and ${events} events are listed`);
      // One to read, one to write, and an event; of versions with events alone, as axe takes seconds for what is open.
      const opened = events > 0 ? ['.opblock-get', '.opblock-post', '.webhooks .opblock'] : [];
      for (const selector of opened) {
        const [first] = await driver.findElements(By.css(`${selector} .opblock-summary-control`));
        await driver.executeScript('arguments[0].click()', first);
      }
      await driver.wait(
        async () => (await driver.findElements(By.css('.opblock.is-open'))).length === opened.length,
        patienceMs,
      );
      expect([path, await barriers(driver), await complaints(driver)]).toEqual([path, [], []]);
    }
  });
});
