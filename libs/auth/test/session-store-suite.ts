/** What every session store does, whatever it keeps sessions in. */

import type { Session, SessionStore } from '../src/session/index.ts';

export interface StoreUnderTest {
  readonly store: SessionStore;
  /** Lets time pass for the store. */
  readonly pass: (ms: number) => void | Promise<void>;
}

/** Declares the suite. `open` gives an empty store whose clock begins at `now`. */
export function sessionStoreSuite(name: string, open: (now: number) => Promise<StoreUnderTest>): void {
  const now = Date.now();
  const session = (changes: Partial<Session> = {}): Session => ({
    identity: { sub: 'ada', roles: ['customer'] },
    logoutId: 'logout',
    providerSid: 'sid-1',
    idToken: 'id',
    refreshToken: 'refresh-1',
    endsAt: now + 60_000,
    ...changes,
  });

  describe(name, () => {
    let store: SessionStore;
    let pass: StoreUnderTest['pass'];
    beforeEach(async () => {
      ({ store, pass } = await open(now));
    });

    it('keeps a session under its key, until its time', async () => {
      await store.create('a', session(), now + 1_000);
      expect(await store.get('a')).toEqual(session());
      expect(await store.get('b')).toBeUndefined();
      await pass(999);
      expect(await store.get('a')).toEqual(session());
      await pass(1);
      expect(await store.get('a')).toBeUndefined();
    });

    it('moves the time of a session without changing it', async () => {
      await store.create('a', session(), now + 1_000);
      await store.replace('a', session({ refreshToken: 'refresh-2' }), now + 1_000);
      await store.touch('a', now + 2_000);
      await pass(1_500);
      expect(await store.get('a')).toEqual(session({ refreshToken: 'refresh-2' }));
    });

    it('brings nothing back to life', async () => {
      await store.create('a', session(), now + 1_000);
      await store.delete('a');
      expect(await store.replace('a', session(), now + 1_000)).toBe(false);
      await store.touch('a', now + 1_000);
      expect(await store.get('a')).toBeUndefined();
      await store.create('b', session(), now + 1_000);
      await pass(1_000);
      expect(await store.replace('b', session(), now + 9_000)).toBe(false);
      await store.touch('b', now + 9_000);
      expect(await store.get('b')).toBeUndefined();
    });

    it('ends what is there no more without a word', async () => {
      await expect(store.delete('a')).resolves.toBeUndefined();
      expect([await store.deleteBySid('sid-1'), await store.deleteBySub('ada')]).toEqual([0, 0]);
    });

    it('ends sessions by the provider’s session, and by person', async () => {
      const { providerSid: _, ...withoutSid } = session();
      await store.create('a', session(), now + 1_000);
      await store.create('b', session(), now + 1_000);
      await store.create('c', session({ providerSid: 'sid-2' }), now + 1_000);
      await store.create('d', withoutSid, now + 1_000);
      await store.create('e', session({ identity: { sub: 'bob', roles: [] }, providerSid: 'sid-3' }), now + 1_000);
      expect(await store.deleteBySid('sid-1')).toBe(2);
      expect(await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => Boolean(await store.get(key))))).toEqual([
        false,
        false,
        true,
        true,
      ]);
      expect(await store.deleteBySub('ada')).toBe(2);
      expect(await store.get('c')).toBeUndefined();
      expect(await store.get('e')).toBeDefined();
    });

    it('does not count what is over', async () => {
      await store.create('a', session(), now + 1_000);
      await pass(1_000);
      expect(await store.deleteBySub('ada')).toBe(0);
    });
  });
}
