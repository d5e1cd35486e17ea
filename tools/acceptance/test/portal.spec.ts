/** Portal of partners in a real browser: a key logs in, and everything is done by pressing what the page offers. */

import { jest } from '@jest/globals';
import { loadProofs } from '@frontage/architecture/proofs';
import { developmentApiKey } from '@frontage/auth/development';
import {
  barriers as barriersIn,
  chromiumPath,
  openChromium,
  overflowAt,
  phoneWidth,
  schemes,
} from '@frontage/browser-tests';
import { isBffProof, openTestBed, startIdentity, type Identity, type TestBed } from '@frontage/proof';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';

jest.setTimeout(120_000);

const hasChromium = chromiumPath !== undefined;
if (!hasChromium) process.stdout.write('SKIPPED browser: Chromium is not installed\n');

(hasChromium ? describe : describe.skip)('the portal', () => {
  let identity: Identity;
  let bed: TestBed;
  let browser: Browser;
  let receiver: Server;
  let hooks: string;
  beforeAll(async () => {
    const proof = (await loadProofs()).filter(isBffProof).find(({ name }) => name === 'partner-bff')!;
    identity = await startIdentity();
    bed = await openTestBed(proof, identity, { WEBHOOK_ALLOW_LOOPBACK: 'true' });
    receiver = createServer((_, response) => response.end('thanks'));
    await once(receiver.listen(0, '127.0.0.1'), 'listening');
    hooks = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    receiver?.close();
    receiver?.closeAllConnections();
    await bed?.close();
    await identity?.close();
  });

  /** Opens the portal in a browser with nothing in it. Complaints are those of the console: refusals by the policy, errors of scripts. */
  async function open(): Promise<{
    readonly page: Page;
    readonly complaints: readonly string[];
    readonly asked: readonly string[];
  }> {
    const context = await browser.newContext({ viewport: { width: phoneWidth, height: 800 }, locale: 'en-GB' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const [complaints, asked]: [string[], string[]] = [[], []];
    page.on('console', (message) => {
      // A refused request is told by the browser, too; the page says it better.
      if (!/^Failed to load resource/.test(message.text())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${bed.origin}/portal`);
    return { page, complaints, asked };
  }

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const go = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await heading(page, name);
  };

  /** Request of another program of acme. */
  async function elsewhere<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(bed.origin + path, {
      method,
      headers: {
        Authorization: `Bearer ${developmentApiKey('acme')}`,
        'Content-Type': 'application/json',
        ...(method === 'PATCH' && { 'If-Match': '*' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect([path, answer.ok]).toEqual([path, true]);
    return (await answer.json()) as T;
  }

  async function logIn(page: Page, key: string): Promise<void> {
    await page.getByLabel('API key').fill(key);
    await press(page, 'Log in');
  }

  /** Rules that the page breaks in each colour scheme, and what is wider than a phone. */
  async function barriers(page: Page): Promise<readonly string[]> {
    const found: string[] = [];
    for (const scheme of schemes) found.push(...(await barriersIn(page, scheme)));
    return [...found, ...(await overflowAt(page, phoneWidth))];
  }

  it('shows usage, makes and rolls keys, and sends webhooks, without a barrier and within its policy', async () => {
    const { page, complaints, asked } = await open();
    const key = developmentApiKey('acme');
    const broken: (readonly [string, readonly string[]])[] = [];
    const look = async (at: string): Promise<void> => void broken.push([at, await barriers(page)]);
    await heading(page, 'Log in');
    await look('login');
    await logIn(page, 'fk_dev_acme_mistyped');
    await page.getByText('API key was refused: The API key is not valid.').waitFor();
    await look('login, refused');
    await logIn(page, key);
    await heading(page, 'Overview');
    expect(await page.locator('#account').innerText()).toContain('Live mode');
    await look('overview');

    await go(page, 'Usage');
    await page.getByRole('row', { name: /^minute/ }).waitFor();
    expect(await page.locator('#total').innerText()).toMatch(/^\d+ requests? from/);
    await page.getByLabel('First day').fill('2030-01-02');
    await page.getByLabel('Last day').fill('2030-01-01');
    await press(page, 'Show');
    await page.getByText('First day is after the last day of the period').waitFor();
    expect(await page.getByLabel('First day').getAttribute('aria-invalid')).toBe('true');
    await look('usage');

    await go(page, 'Keys');
    await press(page, 'Create a key');
    await page.getByLabel('keys:manage').check();
    await page.getByLabel('keys:read').check();
    await page.getByLabel('Addresses').fill('192.0.2.0/24\nnowhere');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByText('Addresses item 2 is not an address or a network').waitFor();
    await look('form of a key');
    await page.getByLabel('Addresses').fill('');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    const secret = page.getByRole('dialog').getByRole('textbox');
    await page.getByRole('heading', { name: 'The new key' }).waitFor();
    const made = await secret.inputValue();
    expect(made).toMatch(/^fk_dev_/);
    await press(page, 'Copy');
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(made);
    await page.keyboard.press('Escape');
    await look('the new key');
    await press(page, 'I have kept it');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(made);
    const id = made.split('_')[2]!;
    const row = page.getByRole('row', { name: new RegExp(id) });
    await row.waitFor();
    await look('keys');

    // The new key may do less, is shown less, and goes on as its own successor.
    await press(page, 'Log out');
    await heading(page, 'Log in');
    await logIn(page, made);
    await heading(page, 'Keys');
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Overview', 'Usage', 'Keys']);
    await row.getByRole('button', { name: 'Roll' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll', exact: true }).click();
    await page.getByRole('heading', { name: 'The new key' }).waitFor();
    const successor = (await secret.inputValue()).split('_')[2]!;
    await press(page, 'I have kept it');
    const inUse = page.getByRole('row', { name: /in use here/ });
    await inUse.getByText(successor, { exact: true }).waitFor();
    await page.getByText('This page goes on with the new key').waitFor();
    await inUse.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText(`Key ${successor} was revoked. Log in with another one.`).waitFor();

    await logIn(page, key);
    await heading(page, 'Keys');
    await go(page, 'Webhooks');
    await press(page, 'Create an endpoint');
    await page.getByLabel('Address').fill('ftp://nowhere.test');
    await page.getByLabel('webhook.*').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByText('Address is no address that webhooks can be sent to').waitFor();
    await page.getByLabel('Address').fill(hooks);
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'The secret of the endpoint' }).waitFor();
    expect(await secret.inputValue()).toMatch(/^whsec_/);
    await press(page, 'I have kept it');
    const endpoint = page.getByRole('row', { name: new RegExp(hooks) });
    await endpoint.waitFor();
    await look('webhooks');

    // A program changes it while its form is open.
    await endpoint.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('dialog').waitFor();
    const { _embedded } = await elsewhere<{ _embedded: { webhooks: { id: string; url: string }[] } }>(
      'GET',
      '/v2/webhooks',
    );
    const { id: endpointId } = _embedded.webhooks.find(({ url }) => url === hooks)!;
    await elsewhere('PATCH', `/v2/webhooks/${endpointId}`, { description: 'of somebody else' });
    await page.getByLabel('Note').fill('mine');
    await press(page, 'Change');
    await page.getByText('It was changed meanwhile, and has been read again.').waitFor();
    expect(await page.getByLabel('Note').inputValue()).toBe('of somebody else');
    await page.getByLabel('Note').fill('mine');
    await look('form of an endpoint');
    await press(page, 'Change');
    await endpoint.getByText('mine').waitFor();

    await endpoint.getByRole('link', { name: /^Deliveries/ }).click();
    await heading(page, 'Deliveries');
    await press(page, 'Send a test');
    const delivery = page.getByRole('row', { name: /webhook\.test/ });
    await delivery.getByText('delivered', { exact: true }).waitFor();
    await delivery.locator('summary').click();
    await delivery.getByText('thanks').waitFor();
    await look('deliveries');
    expect(await delivery.getByRole('button').count()).toBe(0);
    const other = await elsewhere<{ id: string }>('POST', '/v2/webhooks', {
      url: hooks.replace('hooks', 'other'),
      events: ['order.paid'],
    });
    await elsewhere('PATCH', `/v2/webhooks/${other.id}`, { status: 'disabled' });
    await press(page, 'Refresh');
    const notice = page.getByRole('row', { name: /webhook\.disabled/ });
    await notice.getByText('delivered', { exact: true }).waitFor();
    await notice.getByRole('button', { name: /^Send again/ }).click();
    await page.getByText('1 event is sent again.').waitFor();

    // By the keyboard: the dialog holds the focus, Escape closes it, and the button that opened it has the focus again.
    await go(page, 'Webhooks');
    await endpoint.getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate<string>('document.activeElement.textContent')).toMatch(/^Delete/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await endpoint.waitFor({ state: 'detached' });

    expect(broken.filter(([, rules]) => rules.length > 0)).toEqual([]);
    expect(broken.length).toBeGreaterThan(8);
    expect(complaints).toEqual([]);
    expect(
      await page.locator('input').evaluateAll((inputs) => inputs.map((each) => Reflect.get(each, 'value'))),
    ).toEqual([]);
    // No key is in an address, nor kept: reloading asks again.
    expect(asked.filter((url) => url.includes('fk_'))).toEqual([]);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
    await page.reload();
    await heading(page, 'Log in');
  });

  it('says which mode a test key is of, and why a suspended partner is refused', async () => {
    const { page, complaints } = await open();
    await logIn(page, developmentApiKey('initech'));
    const alert = page.getByRole('alert');
    await alert.getByText('This partner is suspended.').waitFor();
    expect(await alert.innerText()).toMatch(/No key of this partner works .*\sRequest [\w-]+/s);
    await logIn(page, developmentApiKey('acme', 'test'));
    await heading(page, 'Overview');
    expect(await page.locator('#account').innerText()).toContain('Test mode');
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('waits for a limit, tells of parts that are missing, and of a server that does not answer', async () => {
    const { page, complaints } = await open();
    await logIn(page, developmentApiKey('acme'));
    await heading(page, 'Overview');
    const problem = (status: number, headers: Readonly<Record<string, string>>, detail: string) => ({
      status,
      headers: { ...headers, 'Content-Type': 'application/problem+json' },
      body: JSON.stringify({ title: 'No', status, detail, code: 'RATE_LIMITED', requestId: 'r-1' }),
    });
    let refused = 0;
    await page.route('**/v2/usage*', (route) =>
      (refused += 1) === 1
        ? route.fulfill(problem(429, { 'Retry-After': '1' }, "The limit 'burst' is used up."))
        : route.continue(),
    );
    await page.getByRole('link', { name: 'Usage', exact: true }).click();
    await page
      .getByRole('status')
      .getByText("The limit 'burst' is used up. The request is sent again in 1 second.")
      .waitFor();
    await heading(page, 'Usage');
    expect(refused).toBe(2);

    await page.route('**/v2/keys*', async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as object;
      return route.fulfill({ response, json: { ...body, degraded: ['last-use'] } });
    });
    await go(page, 'Keys');
    await page.getByRole('status').getByText('Some parts are missing or old for now: last-use.').waitFor();

    await page.route('**/v2/webhooks', (route) => route.abort());
    await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
    await heading(page, 'This cannot be shown');
    await page.getByRole('alert').getByText('There was no answer').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.unroute('**/v2/webhooks');
    await press(page, 'Try again');
    await heading(page, 'Webhooks');

    await page.route('**/v2/usage*', (route) =>
      route.fulfill(problem(429, { 'Retry-After': '7200' }, "The limit 'day' is used up.")),
    );
    await page.getByRole('link', { name: 'Usage', exact: true }).click();
    await page.getByRole('alert').getByText('Try again in 2 hours.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('asks for a key again when it is revoked elsewhere, and after a quarter of an hour without a touch', async () => {
    const { key } = await elsewhere<{ key: string }>('POST', '/v2/keys', { scopes: ['keys:read'] });
    const { page, complaints } = await open();
    // The clock stands still but for the steps below: what the machine takes must not count as time without a touch.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(60_000);
    await page.reload();
    await logIn(page, key);
    await heading(page, 'Overview');
    await page.clock.fastForward('14:59');
    expect(await page.locator('#account').innerText()).toContain('acme');
    await page.clock.fastForward('00:02');
    await page.getByRole('alert').getByText('nothing was done for 15 minutes').waitFor();
    await logIn(page, key);
    await heading(page, 'Overview');
    await page.route('**/v2/keys*', (route) =>
      route.fulfill({ status: 401, json: { title: 'No', status: 401, detail: 'The API key has been revoked.' } }),
    );
    await page.getByRole('link', { name: 'Keys', exact: true }).click();
    await page.getByRole('alert').getByText('You are logged out. The API key has been revoked.').waitFor();
    await heading(page, 'Log in');
    expect(complaints).toEqual([]);
  });
});
