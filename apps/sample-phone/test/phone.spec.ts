/** Phone over the whole house: what a person does with it, on networks that fail and with tokens that end. */

import { jest } from '@jest/globals';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryTokenStore, type TokenStore } from '../src/auth/token-store.ts';
import { AppTooOld, LoginNeeded, NoAnswer, type Refused } from '../src/failures.ts';
import { startHouse, traits, type House, type OpenedPhone } from './house.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

let house: House;
beforeAll(async () => {
  // The time of day is the tests'; timers are real.
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      ...(['nextTick', 'hrtime', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
      ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
    ],
  });
  house = await startHouse();
});
afterEach(() => {
  house.network.isDown = false;
  house.network.breaksAt = () => undefined;
  house.bed.domain.heal();
});
afterAll(async () => {
  await house.close();
  jest.useRealTimers();
});

const pass = (ms: number): void => jest.setSystemTime(Date.now() + ms);

const owner = (person: string) => ({ kind: 'customer', id: person }) as const;
const countOrders = (person: string): Promise<number> => house.bed.fixtures.countOrders(owner(person));

/** Phone of somebody who is logged in, and has nothing in the cart. */
async function loggedIn(settings: Parameters<House['phone']>[0] = {}): Promise<OpenedPhone & { person: string }> {
  const phone = await house.phone(settings);
  const { person } = await phone.logIn();
  for (const { id } of (await phone.cart()).items) await phone.setQuantity(id, 0);
  expect(await phone.flush()).toEqual({ state: 'empty' });
  return Object.assign(phone, { person });
}

describe('a login', () => {
  it('is a request with PKCE, state and nonce, in the browser, back to a loopback address', async () => {
    const phone = await house.phone();
    await expect(phone.cart()).rejects.toThrow(LoginNeeded);
    expect(await phone.logIn()).toEqual({ person: expect.any(String), forgotten: 0 });
    const [url] = phone.opened;
    expect(Object.fromEntries(url!.searchParams)).toMatchObject({
      ...{ client_id: 'mobile-app', response_type: 'code', code_challenge_method: 'S256' },
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
      ...{ state: expect.any(String), nonce: expect.any(String), resource: 'urn:frontage:mobile-bff' },
    });
    expect(await phone.cart()).toHaveProperty('items');
    // Port of the answer: closed.
    await expect(fetch(url!.searchParams.get('redirect_uri')!)).rejects.toThrow();
  });

  it('is not ended by what another page sends', async () => {
    const browse = house.browserOf('ada');
    const statuses: number[] = [];
    const phone = await house.phone({
      openBrowser: async (url) => {
        const back = url.searchParams.get('redirect_uri')!;
        for (const other of [`${back}?code=stolen&state=another`, `${back}?error=access_denied`, new URL('/', back)])
          statuses.push((await fetch(other)).status);
        await browse(url);
      },
    });
    await phone.logIn();
    expect(statuses).toEqual([400, 400, 400]);
    expect(await phone.orders()).toHaveProperty('items');
  });

  it.each<[string, (url: URL) => Promise<void>]>([
    [
      'the provider refuses',
      async (url) => {
        const back = new URL(url.searchParams.get('redirect_uri')!);
        back.search = String(
          new URLSearchParams({ error: 'access_denied', state: url.searchParams.get('state')!, iss: house.issuer }),
        );
        await fetch(back);
      },
    ],
    [
      'the ID token is of another login',
      async (url) => {
        url.searchParams.set('nonce', 'of-another-login');
        await house.browserOf('ada')(url);
      },
    ],
    [
      'another provider answers',
      async (url) => {
        const back = new URL(url.searchParams.get('redirect_uri')!);
        back.search = String(
          new URLSearchParams({ code: 'mixed-up', state: url.searchParams.get('state')!, iss: 'https://evil.test' }),
        );
        await fetch(back);
      },
    ],
  ])('fails when %s', async (_, openBrowser) => {
    const phone = await house.phone({ openBrowser });
    await expect(phone.logIn()).rejects.toThrow(LoginNeeded);
    expect(await phone.store.load()).toBeUndefined();
  });

  it('ends when nobody comes back', async () => {
    const phone = await house.phone({ openBrowser: async () => undefined, loginTimeoutMs: 1 });
    await expect(phone.logIn()).rejects.toThrow(LoginNeeded);
  });

  it('of somebody else forgets what was kept of the one before', async () => {
    let login = 'ada';
    const browsers = { ada: house.browserOf('ada'), bob: house.browserOf('bob') };
    const phone = await house.phone({ openBrowser: (url) => browsers[login as 'ada' | 'bob'](url) });
    const { person } = await phone.logIn();
    await phone.sync();
    const hers = await phone.orders();
    await phone.setQuantity('p-001', 1);
    login = 'bob';
    expect(await phone.logIn()).toEqual({ person: expect.not.stringMatching(person), forgotten: 1 });
    expect(phone.state).toMatchObject({ entries: [], sync: { since: '', orders: {} } });
    const his = await phone.orders();
    expect(his.items.filter(({ id }) => hers.items.some((order) => order.id === id))).toEqual([]);
    expect(phone.exchanges.at(-1)).toMatchObject({ path: '/orders', status: 200 });
  });
});

describe('tokens', () => {
  /** Store that tells what was done with it. */
  const watched = (events: string[], store = createMemoryTokenStore()): TokenStore => ({
    ...store,
    save: async (tokens) => {
      await store.save(tokens);
      events.push('saved');
    },
  });
  const countingFetch =
    (events: string[]): typeof fetch =>
    async (input, init) => {
      if (String(input).endsWith('/token')) events.push('asked');
      return fetch(input, init);
    };

  it('that end are refreshed once for all requests, and kept before they are used', async () => {
    const events: string[] = [];
    const phone = await loggedIn({ store: watched(events), fetch: countingFetch(events) });
    const before = (await phone.store.load())!;
    pass(6 * minute);
    events.length = 0;
    await Promise.all([phone.cart(), phone.orders(), phone.home(), phone.sync()]);
    expect(events).toEqual(['asked', 'saved']);
    expect(phone.exchanges.filter(({ status }) => status === 401)).toEqual([]);
    const after = (await phone.store.load())!;
    expect(after.refreshToken).not.toBe(before.refreshToken);
    pass(6 * minute);
    await phone.cart();
    expect(events).toEqual(['asked', 'saved', 'asked', 'saved']);
  });

  it('that the server refuses are refreshed, once for all, and the requests repeated', async () => {
    const events: string[] = [];
    const phone = await loggedIn({ fetch: countingFetch(events) });
    await phone.store.save({ ...(await phone.store.load())!, accessToken: 'refused' });
    events.length = 0;
    await phone.setQuantity('p-002', 1);
    const [flushed] = await Promise.all([phone.flush(), phone.orders()]);
    expect([flushed.state, events]).toEqual(['empty', ['asked']]);
  });

  it('that were used before end the login; the catalogue is still there, and a new login works', async () => {
    const phone = await loggedIn();
    const stolen = (await phone.store.load())!;
    pass(6 * minute);
    await phone.cart();
    const thief = await house.phone({ store: createMemoryTokenStore() });
    await thief.store.save(stolen);
    await expect(thief.cart()).rejects.toThrow(LoginNeeded);
    // The provider cannot know which of the two is the thief.
    pass(6 * minute);
    await phone.setQuantity('p-002', 3);
    expect(await phone.flush()).toMatchObject({ state: 'login' });
    await expect(phone.cart()).rejects.toThrow(LoginNeeded);
    expect(await phone.home()).toHaveProperty('featured');
    await phone.logIn();
    expect(await phone.flush()).toEqual({ state: 'empty' });
    expect((await phone.cart()).items).toMatchObject([{ id: 'p-002', quantity: 3 }]);
  });

  it('are kept when the provider cannot be reached', async () => {
    let isDown = false;
    const phone = await loggedIn({
      fetch: (input, init) => (isDown ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init)),
    });
    pass(6 * minute);
    isDown = true;
    await expect(phone.cart()).rejects.toThrow(NoAnswer);
    isDown = false;
    expect(await phone.cart()).toHaveProperty('items');
  });

  it('are worth nothing after a logout', async () => {
    const phone = await loggedIn();
    const before = (await phone.store.load())!;
    await phone.setQuantity('p-002', 3);
    await phone.logOut();
    expect([await phone.store.load(), phone.state.entries]).toEqual([undefined, []]);
    await phone.store.save({ ...before, expiresAt: 0 });
    await expect(phone.cart()).rejects.toThrow(LoginNeeded);
  });
});

describe('screens', () => {
  it('that have not changed come from the phone', async () => {
    const phone = await house.phone();
    await phone.logIn();
    for (const screen of [phone.home, phone.cart, () => phone.product('p-001'), phone.orders]) {
      phone.exchanges.length = 0;
      const [first, second] = [await screen(), await screen()];
      expect(second).toEqual(first);
      expect(phone.exchanges.map(({ status, bytes }) => [status, bytes > 0])).toEqual([
        [200, true],
        [304, false],
      ]);
    }
  });

  it('are those of the person, the language and the network', async () => {
    const [plain, sparing] = await Promise.all([
      house.phone(),
      house.phone({ traits: { ...traits, language: 'de', dpr: 1, saveData: true } }),
    ]);
    const width = async (phone: OpenedPhone) =>
      Number(new URL((await phone.product('p-001')).image!).searchParams.get('w'));
    expect(await width(plain)).toBeGreaterThan(await width(sparing));
    const titles = await Promise.all(
      [plain, sparing].map(({ product }) => product('nothing').catch((error: Refused) => error.problem.title)),
    );
    expect(new Set(titles).size).toBe(2);
  });

  it('are made whole by what came too late', async () => {
    house.bed.domain.services.reviews.faults.set({ status: 503 });
    const asked: string[] = [];
    house.network.breaksAt = (request) => {
      asked.push(request.split(/[ /]/)[2]!);
      if (asked.at(-1) === 'rest') house.bed.domain.heal();
      return undefined;
    };
    const phone = await house.phone();
    const product = await phone.product('p-105');
    expect(asked).toEqual(['products', 'rest']);
    expect(product).toHaveProperty('rating');
    expect(product).not.toHaveProperty('degraded');
    expect(product).toEqual(await phone.product('p-105'));
  });

  it('stay as they are when that is too old, or still missing', async () => {
    house.bed.domain.services.reviews.faults.set({ status: 503 });
    const phone = await house.phone();
    expect(await phone.product('p-106')).toMatchObject({ degraded: ['reviews'] });
    house.network.breaksAt = (request) => {
      if (request.startsWith('GET /rest/')) pass(2 * minute);
      return undefined;
    };
    expect(await phone.product('p-107')).toMatchObject({ id: 'p-107', degraded: ['reviews'] });
    expect(phone.exchanges.at(-1)).toMatchObject({ status: 410 });
  });

  it('of a version that is too old lead to the store', async () => {
    const file = house.newStateFile();
    const rules = { ios: { store: 'https://apps.example/frontage', minimum: '3.0' } };
    await mkdir(file, { recursive: true });
    const versions = join(file, 'versions.json');
    await writeFile(versions, JSON.stringify(rules));
    const own = await startHouse({ APP_VERSIONS_FILE: versions });
    try {
      const old = await own.phone({ traits: { ...traits, appVersion: 'ios/2.9' } });
      await old.logIn();
      await expect(old.home()).rejects.toThrow(AppTooOld);
      await expect(old.home()).rejects.toMatchObject({ store: rules.ios.store });
      await old.setQuantity('p-001', 1);
      expect(await old.flush()).toMatchObject({ state: 'update' });
      expect(old.state.entries).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});

describe('writes', () => {
  it('without a network wait in a file, through a restart, and become one order, paid', async () => {
    const stateFile = house.newStateFile();
    const phone = await loggedIn({ stateFile });
    const before = await countOrders(phone.person);
    house.network.isDown = true;
    await phone.setQuantity('p-001', 2);
    const checkout = await phone.checkout();
    expect(await phone.checkout()).toBe(checkout);
    const pay = await phone.pay({ checkout });
    expect(await phone.pay({ checkout })).toBe(pay);
    expect(await phone.flush()).toMatchObject({ state: 'waiting', cause: expect.any(NoAnswer) });
    expect(phone.waits).toHaveLength(5);
    await expect(phone.home()).rejects.toThrow(NoAnswer);

    house.network.isDown = false;
    const restarted = await house.phone({ stateFile, store: phone.store });
    expect(restarted.state.entries.map(({ write }) => write.kind)).toEqual(['set', 'checkout', 'pay']);
    expect(await restarted.flush()).toEqual({ state: 'empty' });
    expect(await countOrders(phone.person)).toBe(before + 1);
    const [newest] = (await restarted.orders()).items;
    expect(newest).toMatchObject({ status: 'PAID', lines: 1 });
    expect(await restarted.order(newest!.id)).toMatchObject({ lines: [{ id: 'p-001', quantity: 2 }] });
    expect(restarted.state).toMatchObject({ placed: {}, notices: [] });
  });

  it('over a network that loses requests and answers are done once each', async () => {
    const phone = await loggedIn({ random: () => 0 });
    const before = await countOrders(phone.person);
    let requests = 0;
    const lost = { request: 0, answer: 0 };
    // Two of three connections break, in turns.
    house.network.breaksAt = () => {
      const point = ([undefined, 'request', 'answer'] as const)[(requests += 1) % 3];
      if (point) lost[point] += 1;
      return point;
    };
    const rounds = 8;
    for (let round = 0; round < rounds; round += 1) {
      await phone.setQuantity('p-001', 1 + (round % 3));
      const checkout = await phone.checkout();
      await phone.pay({ checkout });
      expect(await phone.flush()).toEqual({ state: 'empty' });
    }
    house.network.breaksAt = () => undefined;
    expect(Math.min(lost.request, lost.answer)).toBeGreaterThan(rounds);
    expect(await countOrders(phone.person)).toBe(before + rounds);
    const { items } = await phone.orders();
    expect(items.slice(0, rounds).map(({ status }) => status)).toEqual(Array(rounds).fill('PAID'));
  });

  it.each(['request', 'answer'] as const)('whose %s was lost with the app itself are done once', async (point) => {
    const stateFile = house.newStateFile();
    const phone = await loggedIn({ stateFile, wait: () => Promise.reject(new Error('the app was ended')) });
    const before = await countOrders(phone.person);
    house.network.breaksAt = (request) => (request.startsWith('POST /checkout') ? point : undefined);
    await phone.setQuantity('p-001', 1);
    await phone.checkout();
    await expect(phone.flush()).rejects.toThrow('the app was ended');
    expect(await countOrders(phone.person)).toBe(before + (point === 'answer' ? 1 : 0));
    house.network.breaksAt = () => undefined;
    const restarted = await house.phone({ stateFile, store: phone.store });
    expect(await restarted.flush()).toEqual({ state: 'empty' });
    expect([await countOrders(phone.person), restarted.state.notices]).toEqual([before + 1, []]);
  });

  it('that cannot succeed are given up, with all that hangs on them, and the person is told', async () => {
    const phone = await loggedIn();
    const before = await countOrders(phone.person);
    await phone.setQuantity('p-001', 1);
    await phone.setQuantity('nothing', 1);
    const checkout = await phone.checkout();
    await phone.pay({ checkout });
    expect(await phone.flush()).toEqual({ state: 'empty' });
    expect((await phone.takeNotices()).map(({ write, reason }) => [write.kind, reason])).toEqual([
      ['set', 'NOT_FOUND'],
      ['checkout', 'DEPENDS'],
      ['pay', 'DEPENDS'],
    ]);
    expect(phone.state.notices).toEqual([]);
    expect(await countOrders(phone.person)).toBe(before);
    await phone.setQuantity('p-001', 0);
    await phone.checkout();
    await phone.flush();
    expect(await phone.takeNotices()).toMatchObject([{ write: { kind: 'checkout' }, reason: 'CART_EMPTY' }]);
  });

  it('whose key the server may have forgotten are not repeated', async () => {
    const phone = await loggedIn();
    const before = await countOrders(phone.person);
    await phone.setQuantity('p-001', 1);
    await phone.checkout();
    house.network.breaksAt = (request) => (request.startsWith('POST /checkout') ? 'answer' : undefined);
    expect(await phone.flush()).toMatchObject({ state: 'waiting' });
    house.network.breaksAt = () => undefined;
    pass(day);
    expect(await phone.flush()).toEqual({ state: 'empty' });
    expect(await phone.takeNotices()).toMatchObject([{ reason: 'UNCERTAIN' }]);
    expect(await countOrders(phone.person)).toBe(before + 1);
  });

  it('start anew when their file cannot be read, which is put aside', async () => {
    const stateFile = house.newStateFile();
    const phone = await house.phone({ stateFile });
    await phone.setQuantity('p-001', 1);
    await writeFile(stateFile, '{"version":1,"entr');
    const restarted = await house.phone({ stateFile });
    expect(restarted.state.entries).toEqual([]);
    expect(await readFile(`${stateFile}.unreadable`, 'utf8')).toContain('entr');
  });
});

describe('a checkout that demands a recent login', () => {
  let own: House;
  beforeAll(async () => (own = await startHouse({ CHECKOUT_MAX_AGE_S: '300' })));
  afterAll(() => own.close());

  async function afterTenMinutes(settings: Parameters<House['phone']>[0] = {}) {
    const phone = await own.phone(settings);
    const { person } = await phone.logIn();
    const count = () => own.bed.fixtures.countOrders(owner(person));
    const before = await count();
    await phone.setQuantity('p-001', 1);
    pass(10 * minute);
    const key = await phone.checkout();
    return { phone, count, before, key };
  }

  it('gets one, and is repeated under its key', async () => {
    const { phone, count, before } = await afterTenMinutes();
    expect(await phone.flush()).toEqual({ state: 'empty' });
    expect(phone.opened.map(({ searchParams }) => searchParams.get('max_age'))).toEqual([null, '300']);
    const tries = phone.exchanges.filter(({ path }) => path === '/checkout');
    expect(tries.map(({ status }) => status)).toEqual([401, 201]);
    expect(await count()).toBe(before + 1);
  });

  it('waits when the person does not want to, or somebody else logs in', async () => {
    let browse = own.browserOf('ada');
    const { phone, count, before, key } = await afterTenMinutes({
      openBrowser: (url) => browse(url),
      loginTimeoutMs: 5_000,
    });
    browse = own.browserOf('bob');
    expect(await phone.flush()).toMatchObject({ state: 'step-up', entry: { key } });
    expect([await count(), phone.state.entries.length]).toEqual([before, 1]);
    browse = own.browserOf('ada');
    expect(await phone.flush()).toEqual({ state: 'empty' });
    expect(await count()).toBe(before + 1);
  });
});

describe('sync', () => {
  it('brings everything once, then what has changed, and starts again after a month', async () => {
    const phone = await loggedIn();
    const first = await phone.sync();
    expect(first.orders).toMatchObject({ whole: true });
    expect(Object.keys(phone.state.sync.cart)).toEqual([]);
    await phone.setQuantity('p-001', 2);
    await phone.setQuantity('p-002', 1);
    await phone.flush();
    expect((await phone.sync()).cart).toMatchObject({ changed: [{ id: 'p-001' }, { id: 'p-002' }] });
    await phone.setQuantity('p-001', 0);
    await phone.flush();
    expect((await phone.sync()).cart).toEqual({ removed: ['p-001'] });
    expect(Object.keys(phone.state.sync.cart)).toEqual(['p-002']);
    phone.exchanges.length = 0;
    expect(Object.keys(await phone.sync())).toEqual(['next']);
    expect(phone.exchanges[0]!.bytes).toBeLessThanOrEqual(300);

    pass(31 * day);
    await phone.logIn();
    phone.exchanges.length = 0;
    expect(await phone.sync()).toMatchObject({ cart: { whole: true }, orders: { whole: true } });
    expect(phone.exchanges.map(({ status }) => status)).toEqual([410, 200]);
    expect(Object.keys(phone.state.sync.cart)).toEqual(['p-002']);
  });
});
