/** Suite for every session store. */

import type { Session, SessionStore } from '../src/session/session-store.ts';

export interface StoreUnderTest {
  readonly store: SessionStore;
  /** Lets time pass for the store. */
  readonly pass: (ms: number) => void | Promise<void>;
}

/** Times are far enough apart for a store whose own clock runs on meanwhile. */
const minuteMs = 60_000;

/** Declares the suite. `open` gives an empty store whose clock begins at `now`. */
export function sessionStoreSuite(name: string, open: (now: number) => Promise<StoreUnderTest>): void {
  const now = Date.now();
  const soon = now + 10 * minuteMs;
  const later = now + 20 * minuteMs;
  const session = (changes: Partial<Session> = {}): Session => ({
    identity: { sub: 'ada', name: 'Ada Lovelace', roles: ['customer'] },
    logoutId: 'logout',
    providerSid: 'sid-1',
    refreshToken: 'refresh-1',
    revision: 0,
    endsAt: now + 60 * minuteMs,
    ...changes,
  });
  const renewed = session({ refreshToken: 'refresh-2', revision: 1 });

  describe(name, () => {
    let store: SessionStore;
    let pass: StoreUnderTest['pass'];
    beforeEach(async () => {
      ({ store, pass } = await open(now));
    });
    const there = async (...keys: string[]): Promise<string[]> => {
      const found = await Promise.all(keys.map((key) => store.get(key)));
      return keys.filter((_, index) => found[index]);
    };

    it('keeps a session under its key, until its time', async () => {
      await store.create('a', session(), soon);
      expect(await store.get('a')).toEqual(session());
      expect(await store.get('b')).toBeUndefined();
      await pass(9 * minuteMs);
      expect(await store.get('a')).toEqual(session());
      await pass(minuteMs);
      expect(await store.get('a')).toBeUndefined();
    });

    it('moves the time of a session without changing it', async () => {
      await store.create('a', session(), soon);
      await store.replace('a', renewed, soon);
      expect(await store.expiresAt('a')).toBeCloseTo(soon, -2);
      await store.touch('a', later);
      expect(await store.expiresAt('a')).toBeCloseTo(later, -2);
      await pass(15 * minuteMs);
      expect(await store.get('a')).toEqual(renewed);
    });

    it('brings nothing back to life', async () => {
      await store.create('a', session(), soon);
      expect([await store.delete('a'), await store.delete('a')]).toEqual([true, false]);
      expect(await store.replace('a', renewed, soon)).toBe(false);
      await store.touch('a', soon);
      expect(await store.get('a')).toBeUndefined();
      await store.create('b', session(), soon);
      await pass(10 * minuteMs);
      expect(await store.replace('b', renewed, later)).toBe(false);
      await store.touch('b', later);
      expect(await store.get('b')).toBeUndefined();
      expect([await store.expiresAt('b'), await store.expiresAt('never')]).toEqual([undefined, undefined]);
    });

    it('begins a session in the place of others', async () => {
      await store.create('a', session(), soon);
      await store.create('b', session(), soon);
      await store.create('c', session(), soon);
      await store.create('d', session(), soon, ['a', 'b', 'never']);
      expect(await there('a', 'b', 'c', 'd')).toEqual(['c', 'd']);
    });

    it('takes the revision that comes next, from the first who brings it', async () => {
      await store.create('a', session(), soon);
      const brought = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.replace('a', session({ refreshToken: `by-${index}`, revision: 1 }), soon),
        ),
      );
      expect(brought.filter(Boolean)).toHaveLength(1);
      expect(await store.get('a')).toMatchObject({ refreshToken: `by-${brought.indexOf(true)}`, revision: 1 });
      expect(await store.replace('a', session({ revision: 3 }), soon)).toBe(false);
      expect(await store.replace('a', session({ revision: 2 }), later)).toBe(true);
      await pass(15 * minuteMs);
      expect(await store.get('a')).toMatchObject({ revision: 2 });
    });

    it('ends a session at one revision and not at another, if so told', async () => {
      await store.create('a', session(), soon);
      await store.replace('a', renewed, soon);
      expect(await store.delete('a', 0)).toBe(false);
      expect(await store.get('a')).toEqual(renewed);
      expect(await store.delete('a', 1)).toBe(true);
      expect(await store.delete('a', 1)).toBe(false);
      expect(await store.get('a')).toBeUndefined();
    });

    it('has nothing to say about sessions that are not there', async () => {
      expect(await store.delete('a')).toBe(false);
      expect([await store.deleteBySid('sid-1'), await store.deleteBySub('ada')]).toEqual([0, 0]);
    });

    it('ends sessions by the provider’s session, and by person', async () => {
      const { providerSid: _, ...withoutSid } = session();
      await store.create('a', session(), soon);
      await store.create('b', session(), soon);
      await store.replace('b', renewed, soon);
      await store.create('c', session({ providerSid: 'sid-2' }), soon);
      await store.create('d', withoutSid, soon);
      await store.create('e', session({ identity: { sub: 'bob', roles: [] }, providerSid: 'sid-3' }), soon);
      expect(await store.deleteBySid('sid-1')).toBe(2);
      expect(await there('a', 'b', 'c', 'd', 'e')).toEqual(['c', 'd', 'e']);
      expect(await store.deleteBySub('ada')).toBe(2);
      expect(await there('c', 'd', 'e')).toEqual(['e']);
      await store.create('f', session(), soon);
      expect(await store.deleteBySub('ada')).toBe(1);
    });

    it('does not count what is over', async () => {
      await store.create('a', session(), soon);
      await store.create('b', session(), later);
      await store.create('c', session(), later);
      await store.delete('c');
      await pass(15 * minuteMs);
      expect(await store.deleteBySub('ada')).toBe(1);
    });

    it('finds by person what was prolonged, to its very end', async () => {
      await store.create('a', session(), soon);
      for (let passed = 5; passed < 60; passed += 5) {
        await pass(5 * minuteMs);
        await store.touch('a', now + (passed + 10) * minuteMs);
      }
      await pass(4 * minuteMs);
      expect(await store.deleteBySub('ada')).toBe(1);
    });

    it('gives a claim to one at a time, until it is given back or its time is over', async () => {
      const asked = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.claim('x', `holder-${index}`, minuteMs)),
      );
      expect(asked.filter(Boolean)).toHaveLength(1);
      expect(await store.claim('y', 'other', minuteMs)).toBe(true);
      await store.release('x', 'somebody else');
      expect(await store.claim('x', 'other', minuteMs)).toBe(false);
      await store.release('x', `holder-${asked.indexOf(true)}`);
      expect(await store.claim('x', 'other', minuteMs)).toBe(true);
      await pass(minuteMs);
      expect(await store.claim('x', 'next', minuteMs)).toBe(true);
      // A late holder releases nothing of its successor.
      await store.release('x', 'other');
      expect(await store.claim('x', 'third', minuteMs)).toBe(false);
    });
  });
}
