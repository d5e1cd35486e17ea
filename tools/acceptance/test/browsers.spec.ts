/** Real browsers log in to what `npm start` starts, without a variable set. */

import { jest } from '@jest/globals';
import { startHouse, type House } from '@frontage/runner';
import { developmentPassword } from '@frontage/seed';
import { By, type WebDriver } from 'selenium-webdriver';
import { isInstalled, openBrowser, realBrowsers } from '../src/web-driver.ts';

jest.setTimeout(120_000);

const there = realBrowsers.filter(isInstalled);
for (const { name } of realBrowsers.filter((browser) => !isInstalled(browser)))
  process.stdout.write(`SKIPPED browser: ${name} is not installed\n`);

const patienceMs = 20_000;

/** Pages come and go meanwhile: an element that is missing is looked for again. */
async function eventually(driver: WebDriver, what: string, isSo: () => Promise<boolean>): Promise<void> {
  await driver.wait(() => isSo().catch(() => false), patienceMs, what);
}

/** Waits for the shop's navigation to offer a link or button. */
const offers = (driver: WebDriver, text: string): Promise<void> =>
  eventually(driver, text, () => driver.findElement(inNavigation(text)).isDisplayed());

const inNavigation = (text: string): By => By.xpath(`//header//nav//*[normalize-space()='${text}']`);

const press = (driver: WebDriver, what: By): Promise<void> =>
  eventually(driver, String(what), async () => {
    await driver.findElement(what).click();
    return true;
  });

const fill = (driver: WebDriver, id: string, text: string): Promise<void> =>
  eventually(driver, id, async () => {
    await driver.findElement(By.id(id)).sendKeys(text);
    return true;
  });

(there.length > 0 ? describe : describe.skip)('somebody', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(async () => {
    await house?.stop();
  });

  (there.length > 0 ? it : it.skip).each(there.map((browser) => [browser.name, browser] as const))(
    'logs in and out again in %s',
    async (_, browser) => {
      const { driver, close } = await openBrowser(browser);
      try {
        await driver.get(`${house.at.web}/`);
        await press(driver, inNavigation('Log in'));
        await fill(driver, 'login', 'ada@example.test');
        await fill(driver, 'password', developmentPassword);
        await press(driver, By.css('button[type=submit]'));
        await offers(driver, 'Log out');
        // As a page of the shop asks.
        const viewer: unknown = await driver.executeAsyncScript(`
          const done = arguments[arguments.length - 1];
          fetch('/graphql', {
            method: 'POST',
            headers: { 'X-CSRF': '1', 'Content-Type': 'application/json' },
            body: JSON.stringify({ query: '{ viewer { id } }' }),
          }).then((answer) => answer.json()).then(({ data }) => done(data.viewer.id), (error) => done(String(error)));
        `);
        expect(viewer).toBe('ada');
        expect(await driver.executeScript('return document.cookie')).toBe('');
        await press(driver, inNavigation('Log out'));
        // The provider asks before it ends its own session.
        await press(driver, By.css('button[name=logout]'));
        await offers(driver, 'Log in');
      } catch (error) {
        const where = await driver.getCurrentUrl();
        const text = await driver.findElement(By.css('body')).getText();
        throw new Error(`at ${where}: ${text.slice(0, 300)}`, { cause: error });
      } finally {
        await close();
      }
    },
  );
});
