import { jest } from '@jest/globals';
import { startWebHouse, type WebHouse } from './harness.ts';

/** Longest time of one renewal: the timeout of one answer of the provider. */
const patienceMs = 5_000;

describe('a web-bff that stops', () => {
  let house: WebHouse;
  let answer: () => void;
  beforeEach(async () => {
    house = await startWebHouse();
    // A token that is expired at once. The next request renews the session in the background.
    house.issuer.accessTokenTtlS = 0;
    const { browser } = await house.login('ada');
    const held = house.issuer.hold('/token');
    answer = held.release;
    expect((await browser.get('/auth/session')).status).toBe(200);
    await held.asked;
  });
  afterEach(() => {
    jest.useRealTimers();
    answer();
  });

  const events = (): unknown[] =>
    house
      .log()
      .split('\n')
      .filter((line) => line.includes('"session"'))
      .map((line) => (JSON.parse(line) as { readonly kind: string }).kind);

  it('lets a renewal come to its end', async () => {
    let isClosed = false;
    const closed = house.close().then(() => (isClosed = true));
    // The provider is still reachable, and the process waits for its answer.
    await fetch(String(house.issuer.metadata['jwks_uri']));
    expect([isClosed, events()]).toEqual([false, ['begun']]);
    answer();
    await closed;
    expect(events()).toEqual(['begun', 'renewed']);
  });

  it('waits no longer for a provider that says nothing than that may take, and tells of it', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const closed = house.close();
    while (jest.getTimerCount() === 0) await new Promise(setImmediate);
    await jest.advanceTimersByTimeAsync(patienceMs - 1);
    expect(events()).toEqual(['begun']);
    await jest.advanceTimersByTimeAsync(1);
    jest.useRealTimers();
    await closed;
    expect(events().slice(0, 2)).toEqual(['begun', 'abandoned']);
  });
});
