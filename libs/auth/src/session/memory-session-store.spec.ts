import { severalInstancesSuite } from '../../test/several-instances-suite.ts';
import { sessionStoreSuite } from '../../test/session-store-suite.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import type { Session } from './session-store.ts';

sessionStoreSuite('the session store in memory', async (now) => {
  const clock = { now };
  return {
    store: createMemorySessionStore({ now: () => clock.now }),
    pass: (ms) => {
      clock.now += ms;
    },
  };
});

describe('a full session store in memory', () => {
  const session: Session = { identity: { sub: 'ada', roles: [] }, logoutId: 'x', revision: 0, endsAt: 1_000_000 };

  it('lets go of the session that was idle for longest', async () => {
    const store = createMemorySessionStore({ maxSessions: 3, now: () => 0 });
    for (const key of ['a', 'b', 'c']) await store.create(key, session, 1_000);
    await store.touch('a', 1_000);
    await store.create('d', session, 1_000);
    await store.replace('c', { ...session, revision: 1 }, 1_000);
    await store.create('e', session, 1_000);
    const kept = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (key) => ((await store.get(key)) ? key : '')));
    expect(kept.join('')).toBe('cde');
  });

  it('stays as small as it is told, however many log in', async () => {
    const store = createMemorySessionStore({ maxSessions: 10, now: () => 0 });
    for (let index = 0; index < 1_000; index += 1) await store.create(`key-${index}`, session, 1_000);
    expect(await store.deleteBySub('ada')).toBe(10);
  });
});

severalInstancesSuite('instances that share a session store in memory', (now) => {
  const store = createMemorySessionStore({ now });
  return () => store;
});
