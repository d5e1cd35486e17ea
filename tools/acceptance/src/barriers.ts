/** Barriers and complaints of a page that is open in a real browser. */

import { axeScript, brokenRules } from '@frontage/browser-tests';
import type { WebDriver } from 'selenium-webdriver';

/** Rules of axe that the page breaks, with the elements. */
export async function barriers(driver: WebDriver): Promise<readonly string[]> {
  await driver.executeScript(axeScript);
  return driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    ${brokenRules}.then(done, (error) => done([String(error)]));
  `);
}

/** Complaints of the console: refusals by the policy, failed requests, errors of scripts. */
export const complaints = async (driver: WebDriver): Promise<readonly string[]> =>
  (await driver.manage().logs().get('browser')).map(({ message }) => message);
