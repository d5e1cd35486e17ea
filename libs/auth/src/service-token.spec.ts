import { newCall, type Call } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { startFakeIssuer, type FakeIssuer } from './fake/index.ts';
import { createIssuer, createServiceTokens, type OutboundFetch } from './index.ts';

describe('service tokens', () => {
  let fake: FakeIssuer;
  let clock: number;
  let calls: Call[];
  beforeEach(async () => {
    fake = await startFakeIssuer();
    clock = 1_000_000;
    calls = [];
  });
  afterEach(async () => {
    for (const { deadline } of calls) deadline.close();
    await fake.close();
  });

  const call = (budgetMs?: number): Call => {
    const made = newCall(budgetMs === undefined ? {} : { budgetMs });
    calls.push(made);
    return made;
  };
  const tokens = (outbound: OutboundFetch = fetch) =>
    createServiceTokens({
      issuer: createIssuer({ identifier: fake.url, fetch: outbound }),
      clientId: 'web-bff',
      clientSecret: 'web-bff-development-secret',
      fetch: outbound,
      now: () => clock,
    });
  const payloadOf = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
  /** The fake issuer's tokens live for 300 seconds. */
  const lifeMs = 300_000;

  it('are for one audience each, in our own name', async () => {
    const give = tokens();
    expect(payloadOf(await give('catalog', call()))).toMatchObject({ sub: 'web-bff', aud: 'catalog', scope: 'act' });
    expect(payloadOf(await give('orders', call()))).toMatchObject({ aud: 'orders' });
    expect(fake.tokenRequests).toBe(2);
  });

  it('are asked for as the provider wants it', async () => {
    const forms: URLSearchParams[] = [];
    const give = createServiceTokens({
      issuer: createIssuer({ identifier: fake.url, fetch }),
      clientId: 'web-bff',
      clientSecret: 'web-bff-development-secret',
      fetch: (url, init) => {
        if (typeof init?.body === 'string') forms.push(new URLSearchParams(init.body));
        return fetch(url, init);
      },
      requestFor: (service) => ({ audience: `https://${service}.example`, grant_type: 'other' }),
    });
    await give('catalog', call());
    expect(forms.map(Object.fromEntries)).toEqual([
      { grant_type: 'client_credentials', audience: 'https://catalog.example' },
    ]);
  });

  it('are fetched once for fifty who want one at once, and held', async () => {
    const give = tokens();
    const given = await Promise.all(Array.from({ length: 50 }, () => give('catalog', call())));
    expect(new Set(given).size).toBe(1);
    expect(await give('catalog', call())).toBe(given[0]);
    expect(fake.tokenRequests).toBe(1);
  });

  it('are replaced ahead of their end, in the background', async () => {
    let release: (() => void) | undefined;
    let held = false;
    const give = tokens(async (url, init) => {
      if (held) await new Promise<void>((resolve) => (release = resolve));
      return fetch(url, init);
    });
    const first = await give('catalog', call());
    clock += lifeMs * 0.8 - 1;
    expect(await give('catalog', call())).toBe(first);
    expect(fake.tokenRequests).toBe(1);
    clock += 1;
    held = true;
    // No call waits for the new token while the old one is good.
    expect(await Promise.all([give('catalog', call()), give('catalog', call())])).toEqual([first, first]);
    release!();
    let current = first;
    while (current === first) {
      await new Promise(setImmediate);
      current = await give('catalog', call());
    }
    expect(fake.tokenRequests).toBe(2);
  });

  it('are used to their end while the issuer is down, and then are UNAVAILABLE, and come back', async () => {
    const give = tokens();
    const first = await give('catalog', call());
    fake.down = true;
    clock += lifeMs - 5_001;
    expect(await give('catalog', call())).toBe(first);
    clock += 1;
    await expect(give('catalog', call())).rejects.toMatchObject({ code: 'UNAVAILABLE', service: 'identity-provider' });
    fake.down = false;
    expect(await give('catalog', call())).not.toBe(first);
  });

  it('are asked for now and then while the issuer is down, and not by every call', async () => {
    let asked = 0;
    let isDown = false;
    const give = tokens((url, init) => {
      if (!isDown) return fetch(url, init);
      asked += 1;
      return Promise.reject(new TypeError('connection refused'));
    });
    const first = await give('catalog', call());
    clock += lifeMs * 0.8;
    isDown = true;
    for (const round of [1, 2, 3]) {
      for (let request = 0; request < 20; request += 1) {
        expect(await give('catalog', call())).toBe(first);
        await new Promise(setImmediate);
      }
      expect(asked).toBe(round);
      clock += 2_000;
    }
  });

  it('are waited for no longer than the call has time, while others wait on', async () => {
    const held = Promise.withResolvers<void>();
    const give = tokens(async (url, init) => {
      if (String(url).endsWith('/token')) await held.promise;
      return fetch(url, init);
    });
    const [hurried, patient, gone] = [call(20), call(), call()];
    const waiting = give('catalog', patient);
    await expect(give('catalog', hurried)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    gone.deadline.cancel(new Failure('CANCELLED', 'gone'));
    await expect(give('catalog', gone)).rejects.toMatchObject({ code: 'CANCELLED' });
    held.resolve();
    expect(payloadOf(await waiting)).toMatchObject({ aud: 'catalog' });
    expect(fake.tokenRequests).toBe(1);
  });

  it('whose fetch fails after everybody has left are nobody’s trouble', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    let fail: (() => void) | undefined;
    const give = tokens((url, init) =>
      String(url).endsWith('/token')
        ? new Promise((_, reject) => (fail = () => reject(new TypeError('connection lost'))))
        : fetch(url, init),
    );
    const gone = call();
    gone.deadline.cancel();
    await expect(give('catalog', gone)).rejects.toMatchObject({ code: 'CANCELLED' });
    while (!fail) await new Promise(setImmediate);
    fail();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it.each([
    ['an error', () => new Response('{"error":"invalid_client"}', { status: 401 })],
    ['no JSON', () => new Response('<html>')],
    ['no token', () => Response.json({ expires_in: 300 })],
    ['a token that is no text', () => Response.json({ access_token: 7 })],
  ])('are UNAVAILABLE when the answer is %s, and are asked for again', async (_, answer) => {
    let broken = true;
    const give = tokens((url, init) =>
      broken && String(url).endsWith('/token') ? Promise.resolve(answer()) : fetch(url, init),
    );
    await expect(give('catalog', call())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    broken = false;
    expect(payloadOf(await give('catalog', call()))).toMatchObject({ aud: 'catalog' });
  });

  it('of an issuer that does not say how long they live are held for a minute, less what the way takes', async () => {
    let asked = 0;
    const give = tokens((url, init) => {
      if (!String(url).endsWith('/token')) return fetch(url, init);
      asked += 1;
      return Promise.resolve(Response.json({ access_token: `token-${asked}` }));
    });
    expect(await give('catalog', call())).toBe('token-1');
    clock += 47_999;
    expect(await give('catalog', call())).toBe('token-1');
    expect(asked).toBe(1);
    clock += 7_001;
    expect(await give('catalog', call())).toBe('token-2');
  });
});
