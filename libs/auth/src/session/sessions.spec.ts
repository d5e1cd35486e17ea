import { Failure } from '@frontage/errors';
import { createMemorySessionStore, type SessionEvent, type SessionStore } from './index.ts';
import type { Renewal } from './relying-party.ts';
import { createSessions, toSessionKey } from './sessions.ts';

const minuteMs = 60_000;

/** Instances over one store, whose provider answers when and what the test says. */
function open(store?: SessionStore) {
  const clock = { now: Date.now() };
  const shared = store ?? createMemorySessionStore({ now: () => clock.now });
  const events: SessionEvent['kind'][] = [];
  const asked: { readonly refreshToken: string | undefined; answer(renewal: Renewal): void }[] = [];
  const paused: number[] = [];
  const instance = () =>
    createSessions({
      store: shared,
      provider: {
        renew: ({ refreshToken }) => new Promise((answer) => asked.push({ refreshToken, answer })),
      },
      idleMs: 30 * minuteMs,
      lifetimeMs: 480 * minuteMs,
      now: () => clock.now,
      onEvent: ({ kind }) => events.push(kind),
      pause: async (ms) => {
        paused.push(ms);
        await settled();
      },
    });
  /** A session that is due for its renewal. */
  async function begin(): Promise<string> {
    const id = await instance().begin(
      { identity: { sub: 'ada', roles: [] }, refreshToken: 'first', renewAt: clock.now + minuteMs },
      [],
    );
    clock.now += minuteMs;
    events.length = 0;
    return id;
  }
  const renewed = (refreshToken: string): Renewal => ({
    kind: 'renewed',
    change: { refreshToken, renewAt: clock.now + 5 * minuteMs },
  });
  return { clock, store: shared, events, asked, paused, instance, begin, renewed };
}

/** Everything that can go on without a timer has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const unavailable = new Failure('UNAVAILABLE', 'The store is away.');

describe('sessions of several instances', () => {
  it('are renewed by one, while the others look for the result and take it', async () => {
    const { asked, begin, instance, renewed, events, paused } = open();
    const id = await begin();
    const [one, other] = [instance(), instance()];
    const found = [one.find(id), other.find(id), one.find(id), other.find(id)];
    await settled();
    expect(asked).toHaveLength(1);
    asked[0]!.answer(renewed('second'));
    for (const live of await Promise.all(found)) expect(live?.session).toMatchObject({ refreshToken: 'second' });
    expect([asked.length, events]).toEqual([1, ['renewed']]);
    expect(new Set(paused)).toEqual(new Set([50]));
  });

  it('wait a second at most for an instance that has died, go on as they are, and are renewed when its time is over', async () => {
    const { asked, begin, clock, store, instance, renewed, paused } = open();
    const id = await begin();
    await store.claim(`renewal:${toSessionKey(id)}`, 'the dead', 20_000);
    const live = await instance().find(id);
    expect(live?.session.refreshToken).toBe('first');
    expect(paused.reduce((sum, ms) => sum + ms, 0)).toBe(1_000);
    expect(asked).toHaveLength(0);
    clock.now += 20_000;
    const found = instance().find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    expect((await found)?.session.refreshToken).toBe('second');
  });

  it.each<[string, Renewal]>([
    ['with other tokens', { kind: 'renewed', change: { refreshToken: 'late' } }],
    ['with a token that is dead by now', { kind: 'over' }],
  ])('are left alone by an instance that was given up and comes late %s', async (_, late) => {
    const { asked, begin, clock, instance, renewed, events } = open();
    const id = await begin();
    const slow = instance().find(id);
    await settled();
    clock.now += 20_000;
    const quick = instance().find(id);
    await settled();
    asked[1]!.answer(renewed('second'));
    expect((await quick)?.session.refreshToken).toBe('second');
    asked[0]!.answer(late);
    expect((await slow)?.session.refreshToken).toBe('second');
    expect(events).toEqual(['renewed']);
  });

  it('are over for all when the provider says so', async () => {
    const { asked, begin, instance, events } = open();
    const id = await begin();
    const found = [instance().find(id), instance().find(id)];
    await settled();
    asked[0]!.answer({ kind: 'over' });
    expect(await Promise.all(found)).toEqual([undefined, undefined]);
    expect([asked.length, events]).toEqual([1, ['ended']]);
  });

  it('go on while the provider cannot be asked, by each instance once in a while', async () => {
    const { asked, begin, instance, events } = open();
    const id = await begin();
    const [one, other] = [instance(), instance()];
    for (const sessions of [one, one, other, other]) {
      const found = sessions.find(id);
      await settled();
      asked.at(-1)!.answer({ kind: 'failed', error: new Error('down') });
      expect((await found)?.session.refreshToken).toBe('first');
    }
    expect([asked.length, events]).toEqual([2, ['renewal-failed', 'renewal-failed']]);
  });
});

describe('while the store is away', () => {
  const flaky = (failures: number) => {
    const inner = createMemorySessionStore();
    let left = failures;
    const store: SessionStore = {
      ...inner,
      replace: (...given) => ((left -= 1) >= 0 ? Promise.reject(unavailable) : inner.replace(...given)),
    };
    return open(store);
  };

  it('what the provider gave is saved as soon as the store is back', async () => {
    const { asked, begin, instance, renewed, paused } = flaky(9);
    const id = await begin();
    const found = instance().find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    expect((await found)?.session.refreshToken).toBe('second');
    expect(paused).toEqual(Array<number>(9).fill(300));
  });

  it('nobody waits for that for longer than three seconds, and nobody is logged out', async () => {
    const { asked, begin, instance, renewed, paused, store } = flaky(10);
    const id = await begin();
    const found = instance().find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    await expect(found).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(paused).toHaveLength(9);
    expect(await store.get(toSessionKey(id)!)).toBeDefined();
  });

  it('a claim that cannot be given back harms nobody', async () => {
    const inner = createMemorySessionStore();
    const { asked, begin, instance, renewed } = open({ ...inner, release: () => Promise.reject(unavailable) });
    const id = await begin();
    const found = instance().find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    expect((await found)?.session.refreshToken).toBe('second');
    expect((await instance().find(id))?.session.refreshToken).toBe('second');
  });

  it('nobody can be told apart from nobody: it is UNAVAILABLE, and not logged out', async () => {
    const { instance, begin } = open({ ...createMemorySessionStore(), get: () => Promise.reject(unavailable) });
    const id = await begin();
    await expect(instance().find(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await instance().find(undefined)).toBeUndefined();
  });
});
