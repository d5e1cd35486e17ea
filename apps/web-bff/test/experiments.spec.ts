/** Experiments through the front door: two layouts of the home page. */

import type { Browser } from '@frontage/auth/fake';
import { createSeal } from '@frontage/sealing';
import { developmentSessionSecret } from '@frontage/auth/development';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { layouts } from '../src/features/home/home.layout.ts';
import { startWebHouse, type WebHouse } from './harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'web-experiments-'));
const file = join(folder, 'experiments.json');
writeFileSync(file, '{}');

let house: WebHouse;
beforeAll(async () => (house = await startWebHouse({ EXPERIMENTS_FILE: file })));
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

type Layout = readonly string[];
const cookieName = '__Host-Http-frontage-visitor';
const control = layouts['featured-first'];

async function layoutIn(browser: Browser, headers: Readonly<Record<string, string>> = {}) {
  const { status, headers: got, json } = await browser.post('/graphql', { query: '{ home { layout } }' }, { headers });
  const { data, errors } = json<{ readonly data: { readonly home: { readonly layout: Layout } }; errors?: unknown }>();
  expect([status, errors, got.get('cache-control')]).toEqual([200, undefined, 'no-store']);
  return { layout: data.home.layout, cookies: got.getSetCookie() };
}

/** Exposures in the log so far. */
const exposures = (): readonly Readonly<Record<string, string>>[] =>
  house
    .log()
    .split('\n')
    .filter((line) => line.includes('"experiment exposure"'))
    .map((line) => JSON.parse(line) as Record<string, string>);

/** Visitors until each layout has been drawn for one: more than 60 of one kind are as good as impossible. */
async function oneOfEach(): Promise<readonly { readonly browser: Browser; readonly layout: Layout }[]> {
  const found = new Map<string, { browser: Browser; layout: Layout }>();
  for (let count = 0; count < 60 && found.size < 2; count += 1) {
    const browser = house.browser();
    const { layout } = await layoutIn(browser);
    found.set(layout.join(), { browser, layout });
  }
  expect([...found.keys()].toSorted()).toEqual(
    Object.values(layouts)
      .map((layout) => layout.join())
      .toSorted(),
  );
  return [...found.values()];
}

describe('a visitor', () => {
  it('has one of the layouts, keeps it, and is counted once', async () => {
    const before = exposures().length;
    const browser = house.browser();
    const first = await layoutIn(browser);
    expect(first.cookies).toEqual([
      expect.stringMatching(
        `^${cookieName}=[\\w-]{60,200}; Max-Age=${90 * 24 * 60 * 60}; Path=/; HttpOnly; Secure; SameSite=Strict$`,
      ),
    ]);
    for (let time = 0; time < 3; time += 1)
      expect(await layoutIn(browser)).toEqual({ layout: first.layout, cookies: [] });
    const [exposure, ...more] = exposures().slice(before);
    expect(more).toEqual([]);
    const arm = Object.entries(layouts).find(([, layout]) => layout.join() === first.layout.join())![0];
    expect(exposure).toMatchObject({
      experiment: 'home-layout',
      arm,
      subject: expect.stringMatching(/^visitor:[\w-]{22}$/),
    });
    expect(exposure!['unit']).toBe(exposure!['subject']);
    expect(await house.metrics()).toContain(`experiment_exposures_total{experiment="home-layout",arm="${arm}"}`);
  });

  it('has no cookie and is not counted until a page asks for a layout', async () => {
    const before = exposures().length;
    const browser = house.browser();
    await browser.post('/graphql', { query: '{ home { categories { id } } }' });
    expect([...browser.cookies.keys()]).toEqual([]);
    expect(exposures()).toHaveLength(before);
  });

  it('keeps its layout at login, where the account has another', async () => {
    const accounts = new Map<string, Layout>();
    for (const user of ['ada', 'bob']) accounts.set(user, (await layoutIn((await house.login(user)).browser)).layout);
    for (const { browser, layout } of await oneOfEach()) {
      for (const user of accounts.keys()) {
        await browser.login(user);
        expect(await layoutIn(browser)).toEqual({ layout, cookies: [] });
      }
    }
  });
});

describe('a cookie that we did not make', () => {
  const { seal } = createSeal([developmentSessionSecret], 'frontage visitor');
  const sealedElsewhere = createSeal(['e'.repeat(32)], 'frontage visitor').seal(
    '0123456789abcdefghijkl 9999999999',
    'visitor',
  );

  it.each<[string, string]>([
    ['text', 'forged-by-hand'],
    ['nothing', ''],
    ['an id without a seal', '0123456789abcdefghijkl'],
    ['10 kB', 'forged'.repeat(1_700)],
    ['what is no text', '%00%ff%F0%9F'],
    ['a seal of somebody else', sealedElsewhere],
    ['one of ours that has ended', seal('0123456789abcdefghijkl 1000000000', 'visitor')],
    ['one of ours for something else', seal('0123456789abcdefghijkl 9999999999', 'session')],
    ['one of ours without an end', seal('0123456789abcdefghijkl', 'visitor')],
  ])('is replaced, is no error, and is in no log: %s', async (_, value) => {
    const { cookies } = await layoutIn(house.browser(), { cookie: `${cookieName}=${value}` });
    expect(cookies).toEqual([expect.stringMatching(`^${cookieName}=[\\w-]{60,200}; `)]);
    if (value !== '') expect(house.log()).not.toContain(value);
    expect(exposures().map(({ subject }) => subject)).not.toContain('visitor:0123456789abcdefghijkl');
  });
});

describe('a customer who logs in before the first page', () => {
  it('has the same layout in every browser, without a cookie, and is counted once', async () => {
    const layoutsOfBob: Layout[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { browser } = await house.login('bob');
      const { layout, cookies } = await layoutIn(browser);
      expect(cookies).toEqual([]);
      layoutsOfBob.push(layout);
    }
    expect(layoutsOfBob[1]).toEqual(layoutsOfBob[0]);
    const told = exposures().filter(({ unit }) => unit === 'customer:bob');
    expect(told).toMatchObject([{ subject: 'customer:bob', experiment: 'home-layout' }]);
  });
});

describe('nobody takes part', () => {
  it('who is a support agent', async () => {
    const { browser } = await house.login('sam');
    expect(await layoutIn(browser)).toEqual({ layout: control, cookies: [] });
    expect(exposures().filter(({ subject }) => subject === 'support:sam')).toEqual([]);
  });

  it('in what is switched off, from the next look at the file', async () => {
    const [changed] = (await oneOfEach()).filter(({ layout }) => layout.join() !== control.join());
    writeFileSync(file, '{ "home-layout": { "on": false } }');
    while ((await layoutIn(changed!.browser)).layout.join() !== control.join()) await pause(50);
    const before = exposures().length;
    expect(await layoutIn(house.browser())).toEqual({ layout: control, cookies: [] });
    expect(exposures()).toHaveLength(before);
  });
});
