import { Failure } from '@frontage/errors';
import { createBeside } from './beside.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import type { SessionEvent } from './index.ts';
import type { SessionStore } from './session-store.ts';
import type { Renewal } from './relying-party.ts';
import { createSessions, toSessionKey, type Sessions } from './sessions.ts';

const minuteMs = 60_000;

/** Instances over one store; the test controls the provider's answers. */
function open(store?: SessionStore) {
  const clock = { now: Date.now() };
  const shared = store ?? createMemorySessionStore({ now: () => clock.now });
  const events: SessionEvent['kind'][] = [];
  const asked: { readonly refreshToken: string | undefined; answer(renewal: Renewal): void }[] = [];
  const revoked: string[] = [];
  const paused: number[] = [];
  const beside = createBeside();
  const instance = () =>
    createSessions({
      store: shared,
      provider: {
        renew: ({ refreshToken }) => new Promise((answer) => asked.push({ refreshToken, answer })),
        revoke: async (refreshToken) => void revoked.push(refreshToken),
      },
      beside,
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
  async function begin(sub = 'ada'): Promise<string> {
    const login = { identity: { sub, roles: [] }, refreshToken: 'first', renewAt: clock.now + minuteMs };
    const id = await instance().begin(async () => login, []);
    clock.now += minuteMs;
    events.length = 0;
    return id;
  }
  /** The refresh token that a request finds. */
  const tokenOf = async (sessions: Sessions, id: string) => (await sessions.find(id))?.session.refreshToken;
  const renewed = (refreshToken: string): Renewal => ({
    kind: 'renewed',
    change: { refreshToken, renewAt: clock.now + 5 * minuteMs },
  });
  return { clock, store: shared, events, asked, revoked, paused, beside, instance, begin, tokenOf, renewed };
}

/** Resolves when all work without a timer has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const unavailable = new Failure('UNAVAILABLE', 'The store is away.');

describe('sessions of several instances', () => {
  it('are renewed by one, while no request of any waits for it', async () => {
    const { asked, begin, instance, renewed, events, beside, tokenOf } = open();
    const id = await begin();
    const [one, other] = [instance(), instance()];
    // The provider gives no answer, and the requests are answered.
    for (const sessions of [one, other, one, other]) expect(await tokenOf(sessions, id)).toBe('first');
    await settled();
    expect(asked).toHaveLength(1);
    asked[0]!.answer(renewed('second'));
    expect(await beside.settled(minuteMs)).toBe(0);
    for (const sessions of [one, other]) expect(await tokenOf(sessions, id)).toBe('second');
    expect([asked.length, events]).toEqual([1, ['renewed']]);
  });

  it('are left to an instance that has died, and renewed when its time is over', async () => {
    const { asked, begin, clock, store, instance, renewed, paused, tokenOf } = open();
    const id = await begin();
    await store.claim(`renewal:${toSessionKey(id)}`, 'the dead', 20_000);
    const sessions = instance();
    expect(await tokenOf(sessions, id)).toBe('first');
    await settled();
    expect([asked, paused]).toEqual([[], []]);
    clock.now += 20_000;
    await sessions.find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    await settled();
    expect(await tokenOf(sessions, id)).toBe('second');
  });

  it.each<[string, Renewal]>([
    ['with other tokens', { kind: 'renewed', change: { refreshToken: 'late' } }],
    ['with a token that is dead by now', { kind: 'over', why: 'refresh-token-dead' }],
  ])('are left alone by an instance that was given up and comes late %s', async (_, late) => {
    const { asked, begin, clock, instance, renewed, events, revoked, tokenOf } = open();
    const id = await begin();
    const [slow, quick] = [instance(), instance()];
    await slow.find(id);
    await settled();
    clock.now += 20_000;
    await quick.find(id);
    await settled();
    asked[1]!.answer(renewed('second'));
    await settled();
    asked[0]!.answer(late);
    await settled();
    expect(await tokenOf(slow, id)).toBe('second');
    // The late renewal is not revoked either. With some providers that would end the winner's session.
    expect([events, revoked]).toEqual([['renewed'], []]);
  });

  it('are over for all when the provider says so', async () => {
    const { asked, begin, instance, events } = open();
    const id = await begin();
    const [one, other] = [instance(), instance()];
    await one.find(id);
    await settled();
    asked[0]!.answer({ kind: 'over', why: 'refresh-token-dead' });
    await settled();
    expect(await Promise.all([one.find(id), other.find(id)])).toEqual([undefined, undefined]);
    expect([asked.length, events]).toEqual([1, ['ended']]);
  });

  it('go on while the provider cannot be asked, by each instance once in a while', async () => {
    const { asked, begin, instance, events, tokenOf } = open();
    const id = await begin();
    const [one, other] = [instance(), instance()];
    for (const sessions of [one, one, other, other]) {
      expect(await tokenOf(sessions, id)).toBe('first');
      await settled();
      asked.at(-1)!.answer({ kind: 'failed', error: new Error('down') });
      await settled();
    }
    expect([asked.length, events]).toEqual([2, ['renewal-failed', 'renewal-failed']]);
  });

  it('ask a provider that hangs for fifty at once, and for the others when there is room', async () => {
    const { asked, begin, clock, instance, renewed } = open();
    const ids = [];
    const start = clock.now;
    for (let person = 0; person < 60; person += 1) {
      clock.now = start;
      ids.push(await begin(`person-${person}`));
    }
    const sessions = instance();
    const found = await Promise.all(ids.map((id) => sessions.find(id)));
    await settled();
    expect([found.filter(Boolean).length, asked.length]).toEqual([60, 50]);
    for (const { answer } of asked) answer(renewed('second'));
    await settled();
    await Promise.all(ids.map((id) => sessions.find(id)));
    await settled();
    expect(asked).toHaveLength(60);
  });

  it('keep what the provider gave for a token that is refused all the same, and wait alone', async () => {
    const { asked, begin, clock, instance, tokenOf } = open();
    const id = await begin();
    const sessions = instance();
    await sessions.find(id);
    await settled();
    asked[0]!.answer({ kind: 'refused', error: new Error('a bad ID token'), change: { refreshToken: 'rotated' } });
    await settled();
    expect(await tokenOf(sessions, id)).toBe('rotated');
    clock.now += 10_000;
    await sessions.find(id);
    await settled();
    expect(asked.map(({ refreshToken }) => refreshToken)).toEqual(['first', 'rotated']);
  });
});

describe('a logout', () => {
  it('has the refresh token revoked, which nobody waits for', async () => {
    const { begin, instance, events, revoked } = open();
    const id = await begin();
    const sessions = instance();
    await sessions.end((await sessions.find(id))!);
    expect([await sessions.find(id), events, revoked]).toEqual([undefined, ['ended'], ['first']]);
  });

  it('during a renewal has the new token revoked, too: whoever is logged out stays so', async () => {
    const { asked, begin, instance, renewed, events, revoked } = open();
    const id = await begin();
    const sessions = instance();
    const live = await sessions.find(id);
    await settled();
    await sessions.end(live!);
    asked[0]!.answer(renewed('second'));
    await settled();
    expect(await sessions.find(id)).toBeUndefined();
    expect([events, revoked]).toEqual([['ended'], ['first', 'second']]);
  });
});

describe('what goes on beside requests', () => {
  it('is waited for when the process stops, and not for ever', async () => {
    const { asked, begin, instance, renewed, beside } = open();
    const id = await begin();
    await instance().find(id);
    await settled();
    expect(await beside.settled(0)).toBe(1);
    const stopped = beside.settled(minuteMs);
    asked[0]!.answer(renewed('second'));
    expect(await stopped).toBe(0);
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
    const { asked, begin, instance, renewed, paused, beside, tokenOf } = flaky(9);
    const id = await begin();
    const sessions = instance();
    await sessions.find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    await beside.settled(minuteMs);
    expect(await tokenOf(sessions, id)).toBe('second');
    expect(paused).toEqual(Array<number>(9).fill(300));
  });

  it('that is tried for three seconds and told, and nobody is logged out', async () => {
    const { asked, begin, instance, renewed, paused, store, beside, events } = flaky(10);
    const id = await begin();
    await instance().find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    await beside.settled(minuteMs);
    expect([paused.length, events]).toEqual([9, ['renewal-failed']]);
    expect(await store.get(toSessionKey(id)!)).toBeDefined();
  });

  it('a claim that cannot be given back harms nobody', async () => {
    const inner = createMemorySessionStore();
    const { asked, begin, instance, renewed, beside, tokenOf } = open({
      ...inner,
      release: () => Promise.reject(unavailable),
    });
    const id = await begin();
    await instance().find(id);
    await settled();
    asked[0]!.answer(renewed('second'));
    await beside.settled(minuteMs);
    expect(await tokenOf(instance(), id)).toBe('second');
  });

  it('nobody is logged in, and what they would be logged in with is not used up', async () => {
    const { instance } = open({ ...createMemorySessionStore(), claim: () => Promise.reject(unavailable) });
    const used: string[] = [];
    const logIn = async () => {
      used.push('the code');
      return { identity: { sub: 'ada', roles: [] } };
    };
    await expect(instance().begin(logIn, [])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(used).toEqual([]);
  });

  it('whoever has just logged in is logged in as soon as it is back', async () => {
    const inner = createMemorySessionStore();
    let left = 9;
    const { instance, paused, events } = open({
      ...inner,
      create: (...given) => ((left -= 1) >= 0 ? Promise.reject(unavailable) : inner.create(...given)),
    });
    const id = await instance().begin(async () => ({ identity: { sub: 'ada', roles: [] } }), []);
    expect((await instance().find(id))?.session.identity.sub).toBe('ada');
    expect([paused, events]).toEqual([Array<number>(9).fill(300), ['begun']]);
  });

  it('nobody can be told apart from nobody: it is UNAVAILABLE, and not logged out', async () => {
    const { instance, begin } = open({ ...createMemorySessionStore(), get: () => Promise.reject(unavailable) });
    const id = await begin();
    await expect(instance().find(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await instance().find(undefined)).toBeUndefined();
  });
});
