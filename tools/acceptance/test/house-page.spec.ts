/** First words of `npm start`: an address to open, and the page there, in a real browser. */

import { jest } from '@jest/globals';
import { addressesAt, freePortOffset, patient } from '@frontage/runner';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { By, type WebDriver } from 'selenium-webdriver';
import { complaints } from '../src/barriers.ts';
import { ask } from '../src/clients.ts';
import { isInstalled, openBrowser, realBrowsers, type OpenBrowser } from '../src/web-driver.ts';

jest.setTimeout(120_000);

const root = fileURLToPath(new URL('../../../', import.meta.url));
const chromium = realBrowsers.find(({ name }) => name === 'Chromium')!;
const isThere = isInstalled(chromium);
if (!isThere) process.stdout.write('SKIPPED browser: Chromium is not installed\n');
const patienceMs = 20_000;

interface Status {
  readonly bffs: readonly { readonly name: string; readonly state: string }[];
  readonly services: readonly { readonly name: string; readonly condition: string }[];
}

let npm: ChildProcess;
let dataDir: string;
let portOffset: number;
let said = '';

beforeAll(async () => {
  portOffset = await freePortOffset();
  dataDir = mkdtempSync(join(tmpdir(), 'frontage-house-page-'));
  npm = spawn('npm', ['start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...patient, FRONTAGE_PORT_OFFSET: String(portOffset), FRONTAGE_DATA_DIR: dataDir },
  });
  for await (const chunk of npm.stdout!.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (/^Frontage is ready/m.test(said)) break;
  }
  npm.stdout!.resume();
});
afterAll(async () => {
  if (npm.exitCode === null) {
    const ended = once(npm, 'exit');
    npm.kill('SIGTERM');
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** Address that the welcome says to open. */
const address = (): string => /Open (http:\S+) first/.exec(said)?.[1] ?? said;

describe('the welcome of npm start', () => {
  it('names the house page, and the page answers, with every BFF up', async () => {
    expect(address()).toBe(`${addressesAt(portOffset).faults}/`);
    const page = await fetch(address());
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    const { web, mobile, partner, issuer } = addressesAt(portOffset);
    for (const origin of [web, mobile, partner, issuer]) expect(html).toContain(`href="${origin}/`);
    const { body } = await ask<Status>(`${address()}house/status`);
    expect(body.bffs.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'web-bff up',
      'mobile-bff up',
      'partner-bff up',
    ]);
    expect(body.services.map(({ condition }) => condition)).toEqual(Array(7).fill('well'));
  });

  it('names no dead end: every link of the page leads somewhere', async () => {
    const html = await (await fetch(address())).text();
    const links = [...html.matchAll(/<a href="([^"#]+)"/g)].map(([, href]) => new URL(href!, address()).href);
    expect(links.length).toBeGreaterThan(12);
    for (const href of new Set(links)) {
      const { status } = await fetch(href, { headers: { Accept: 'text/html, */*' } });
      expect([href, status]).toEqual([href, 200]);
    }
  });
});

(isThere ? describe : describe.skip)('the house page in Chromium', () => {
  let browser: OpenBrowser;
  let driver: WebDriver;
  beforeAll(async () => {
    browser = await openBrowser(chromium);
    driver = browser.driver;
  });
  afterAll(async () => {
    await browser?.close();
  });

  const text = async (css: string): Promise<string> => driver.findElement(By.css(css)).getText();
  const eventually = (what: string, isSo: () => Promise<boolean>): Promise<unknown> =>
    driver.wait(() => isSo().catch(() => false), patienceMs, what);
  const open = async (): Promise<void> => {
    await driver.get(address());
    await eventually('the state shows', async () => (await text('#as-of')).startsWith('As of '));
  };
  const press = (service: string, condition: string): Promise<void> =>
    driver.findElement(By.css(`[data-service="${service}"] [data-condition="${condition}"]`)).click();
  const pressed = async (service: string): Promise<readonly (string | null)[]> =>
    Promise.all(
      (await driver.findElements(By.css(`[data-service="${service}"] [aria-pressed="true"]`))).map((each) =>
        each.getAttribute('data-condition'),
      ),
    );

  it('shows what its switches do, and what the BFFs then answer', async () => {
    await open();
    const { mobile, faults } = addressesAt(portOffset);
    await press('reviews', 'down');
    await eventually('reviews is down', async () => (await pressed('reviews')).join() === 'down');
    expect(await text('[data-service="reviews"] [data-cell="condition"]')).toBe('down');
    expect(await driver.findElement(By.css('#news')).getAttribute('textContent')).toContain(
      'reviews refuses connections.',
    );
    expect(
      (await ask<Status>(`${faults}/house/status`)).body.services.find(({ name }) => name === 'reviews'),
    ).toMatchObject({
      condition: 'down',
    });
    for (let at = 100; at < 112; at += 1) await ask(`${mobile}/products/p-${at}`);
    const row = '[data-bff="mobile-bff"]';
    await eventually('what is missing shows', async () =>
      (await text(`${row} [data-cell="degraded"]`)).startsWith('reviews '),
    );
    await eventually('the circuit shows', async () =>
      /reviews\.\w+ (open|half-open)/.test(await text('[data-calls="reviews"][data-by="mobile-bff"]')),
    );
    // Beside these two, which may show before the last of them.
    await eventually('every request shows', async () => Number(await text(`${row} [data-cell="requests"]`)) >= 12);

    // Faults that a script sets show, too: nothing is guessed.
    await fetch(`${faults}/faults/catalog`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ latencyMs: 1 }),
    });
    await eventually(
      'catalog is faulty',
      async () => (await text('[data-service="catalog"] [data-cell="condition"]')) === 'faulty',
    );
    expect(await pressed('catalog')).toEqual([]);

    await driver.findElement(By.css('#clear-all')).click();
    await eventually(
      'all is well',
      async () => [...(await pressed('catalog')), ...(await pressed('reviews'))].join() === 'well,well',
    );
    expect(await complaints(driver)).toEqual([]);
  });

  it('can be used with the keyboard alone, and keeps the focus while it is refreshed', async () => {
    await open();
    const button = await driver.findElement(By.css('[data-service="pricing"] [data-condition="slow"]'));
    await driver.executeScript('arguments[0].focus()', button);
    await button.sendKeys(' ');
    await eventually('pricing is slow', async () => (await pressed('pricing')).join() === 'slow');
    const shownAt = await text('#as-of');
    await eventually('the page is refreshed', async () => (await text('#as-of')) !== shownAt);
    expect(await driver.executeScript('return document.activeElement === arguments[0]', button)).toBe(true);
    await driver.findElement(By.css('[data-service="pricing"] [data-condition="well"]')).sendKeys('\uE007');
    await eventually('pricing is well', async () => (await pressed('pricing')).join() === 'well');
  });
});
