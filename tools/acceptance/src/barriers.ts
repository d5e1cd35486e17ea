/** Barriers and complaints of a page that is open in a real browser. */

import type * as axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WebDriver } from 'selenium-webdriver';

const axeScript = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Rules of axe that the page breaks, with the elements. */
export async function barriers(driver: WebDriver): Promise<readonly string[]> {
  await driver.executeScript(axeScript);
  const violations = await driver.executeAsyncScript<readonly axe.Result[]>(`
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations), (error) => done(String(error)));
  `);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}

/** Complaints of the console: refusals by the policy, failed requests, errors of scripts. */
export const complaints = async (driver: WebDriver): Promise<readonly string[]> =>
  (await driver.manage().logs().get('browser')).map(({ message }) => message);
