import fc from 'fast-check';
import type { Redis } from '@frontage/redis';
import { startSpecRedis } from '@frontage/redis/fake';
import { providers } from '../../test/session-harness.ts';
import { severalInstancesSuite } from '../../test/several-instances-suite.ts';
import { sessionStoreSuite } from '../../test/session-store-suite.ts';
import { createMemorySessionStore } from '../session/memory-session-store.ts';
import type { Session, SessionStore } from '../session/session-store.ts';
import { createRedisSessionStore } from './index.ts';

const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)];

const own = await startSpecRedis(process.env['REDIS_URL']);
afterAll(() => own?.stop());

/** Moves expiries in Redis forward by so many milliseconds. */
async function passTime(redis: Redis, ms: number): Promise<void> {
  const names = await redis.run((commands) => commands.keys('*'));
  for (const name of names) {
    const left = await redis.run((commands) => commands.pTTL(name));
    if (left >= 0) await redis.run((commands) => commands.pExpire(name, left - ms));
  }
}

(own ? describe : describe.skip)('in Redis', () => {
  let redis: Redis;
  let second: Redis;
  let reader: Redis;
  beforeAll(async () => {
    redis = await own!.open({ keyPrefix: 'spec:' });
    second = await own!.open({ keyPrefix: 'spec:' });
    reader = await own!.open();
  });
  beforeEach(() => reader.run((commands) => commands.flushAll()));

  sessionStoreSuite('the session store', async (now) => {
    const clock = { now };
    return {
      store: createRedisSessionStore({ redis, secrets: [fresh], now: () => clock.now }),
      pass: async (ms) => {
        clock.now += ms;
        await passTime(reader, ms);
      },
    };
  });

  // One provider: what a session holds of another, the store in memory shows.
  severalInstancesSuite(
    'instances that share a Redis',
    (now) => {
      const handles = [redis, second];
      return () => createRedisSessionStore({ redis: handles.pop()!, secrets: [fresh], now });
    },
    providers.slice(0, 1),
  );

  const hourMs = 3_600_000;
  const session: Session = {
    identity: {
      sub: 'ada-lovelace',
      name: 'Ada Lovelace',
      email: 'ada@example.test',
      roles: ['customer'],
      tier: 'gold',
    },
    logoutId: 'the logout id',
    providerSid: 'the sid of the provider',
    refreshToken: 'the refresh token',
    revision: 0,
    endsAt: Date.now() + 8 * hourMs,
  };
  const create = async (secrets: readonly string[] = [fresh]) => {
    const store = createRedisSessionStore({ redis, secrets });
    await store.create('a', session, Date.now() + hourMs);
    return store;
  };

  it('does what the store in memory does, whatever happens in whatever order', async () => {
    const minuteMs = 60_000;
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const sids = ['s1', 's2', undefined];
    /** The person of a session follows from its key, as keys are used once. */
    const sessionOf = (key: string, now: number, revision = 0): Session => {
      const [index, { providerSid: _, ...bare }] = [keys.indexOf(key), session];
      const sid = sids[index % 3];
      const identity = { sub: index % 2 === 0 ? 'ada' : 'bob', roles: [] };
      return {
        ...bare,
        identity,
        revision,
        endsAt: now + 60 * minuteMs,
        ...(sid !== undefined && { providerSid: sid }),
      };
    };
    type Step = (store: SessionStore, now: number) => Promise<unknown>;
    const step = fc
      .record({
        what: fc.constantFrom('get', 'replace', 'touch', 'delete', 'end', 'sid', 'sub', 'claim', 'release'),
        key: fc.constantFrom(...keys),
        other: fc.constantFrom(...keys),
        revision: fc.integer({ min: 0, max: 3 }),
        minutes: fc.integer({ min: 1, max: 30 }),
      })
      .map(({ what, key, other, revision, minutes }): Step => {
        const until = minutes * minuteMs;
        return (store, now) => {
          if (what === 'get') return store.get(key);
          if (what === 'replace') return store.replace(key, sessionOf(key, now, revision), now + until);
          if (what === 'touch') return store.touch(key, now + until);
          if (what === 'delete') return store.delete(key, revision);
          if (what === 'end') return store.delete(key);
          if (what === 'sid') return store.deleteBySid(sessionOf(key, now).providerSid ?? 'none');
          if (what === 'sub') return store.deleteBySub(sessionOf(key, now).identity.sub);
          return what === 'claim' ? store.claim(key, other, until) : store.release(key, other);
        };
      });
    /** Each key begins once, each step comes before or after, and time passes. */
    const day = fc
      .tuple(
        fc.array(fc.oneof(step, fc.integer({ min: 1, max: 20 })), { minLength: 10, maxLength: 40, size: 'max' }),
        fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 30 }), fc.subarray(keys, { maxLength: 2 })), {
          minLength: keys.length,
          maxLength: keys.length,
        }),
      )
      .map(([steps, begun]) => {
        const all: (Step | number)[] = [...steps];
        for (const [index, [at, minutes, replaces]] of begun.entries()) {
          const key = keys[index]!;
          const others = replaces.filter((old) => old !== key);
          all.splice(at, 0, (store, now) => store.create(key, sessionOf(key, now), now + minutes * minuteMs, others));
        }
        return all;
      });
    await fc.assert(
      fc.asyncProperty(day, async (steps) => {
        await reader.run((commands) => commands.flushAll());
        const clock = { now: Date.now() };
        const now = () => clock.now;
        const ours = createRedisSessionStore({ redis, secrets: [fresh], now });
        const model = createMemorySessionStore({ now });
        for (const each of steps) {
          if (typeof each === 'number') {
            clock.now += each * minuteMs;
            await passTime(reader, each * minuteMs);
          } else expect(await each(ours, clock.now)).toEqual(await each(model, clock.now));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holds nothing that can be read, and nothing that does not expire', async () => {
    const store = await create();
    await store.replace('a', { ...session, refreshToken: 'another refresh token', revision: 1 }, Date.now() + hourMs);
    await store.claim('renewal:a', 'holder', 1_000);
    const names = await reader.run((commands) => commands.keys('*'));
    expect(names.map((name) => name.replace(/:[\w-]{43}$/, ':…')).sort()).toEqual([
      'spec:session-claim:…',
      'spec:session-sid:…',
      'spec:session-sub:…',
      'spec:session:a',
    ]);
    for (const name of names) {
      const left = await reader.run((commands) => commands.pTTL(name));
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(8 * hourMs);
      const raw = await reader.run((commands) => commands.sendCommand<Buffer | string>(['DUMP', name]));
      // Short words are in sealed text by chance.
      expect(`${name} ${String(raw)}`).not.toMatch(/Lovelace|\bgold\b|example\.test|customer|logout|provider|refresh/i);
    }
  });

  it('reads with secrets that are on their way out, and writes with the first', async () => {
    await create([old]);
    const rotated = createRedisSessionStore({ redis, secrets: [fresh, old] });
    expect(await rotated.get('a')).toEqual(session);
    await rotated.replace('a', { ...session, revision: 1 }, Date.now() + hourMs);
    expect(await createRedisSessionStore({ redis, secrets: [fresh] }).get('a')).toEqual({ ...session, revision: 1 });
  });

  it('takes for nobody what does not open: a lost secret, or a session in the place of another', async () => {
    const unreadable: string[] = [];
    await create([old]);
    const other = createRedisSessionStore({ redis, secrets: [fresh], onUnreadable: () => unreadable.push('once') });
    expect(await other.get('a')).toBeUndefined();
    await redis.run((commands) => commands.copy('session:a', 'session:b'));
    const store = createRedisSessionStore({ redis, secrets: [old], onUnreadable: () => unreadable.push('twice') });
    expect([await store.get('a'), await store.get('b')]).toEqual([session, undefined]);
    expect(unreadable).toEqual(['once', 'twice']);
  });

  describe('with something else under its names', () => {
    const open = () => {
      const told: string[] = [];
      return {
        told,
        store: createRedisSessionStore({ redis, secrets: [fresh], onUnreadable: (name) => told.push(name) }),
      };
    };
    const plant = (name: string) => redis.run((commands) => commands.set(name, 'planted'));
    const indexes = async (): Promise<string[]> => {
      const names = await reader.run((commands) => commands.keys('spec:session-s[iu][db]:*'));
      return names.map((name) => name.replace('spec:', ''));
    };

    it('takes it for no session, says so once, and begins one there', async () => {
      const { store, told } = open();
      await plant('session:a');
      expect([await store.get('a'), await store.get('a')]).toEqual([undefined, undefined]);
      expect(await store.replace('a', { ...session, revision: 1 }, Date.now() + hourMs)).toBe(false);
      expect(await store.delete('a', 0)).toBe(false);
      await store.touch('a', Date.now() + hourMs);
      expect(told).toEqual(['session:a']);
      await store.create('a', session, Date.now() + hourMs);
      expect(await store.get('a')).toEqual(session);
    });

    it('finds nobody by it, says so once, and finds who logs in from then on', async () => {
      const { store, told } = open();
      await create();
      const names = await indexes();
      expect(names).toHaveLength(2);
      await Promise.all(names.map(plant));
      for (let again = 0; again < 2; again += 1) {
        expect([await store.deleteBySub(session.identity.sub), await store.deleteBySid(session.providerSid!)]).toEqual([
          0, 0,
        ]);
      }
      expect(told.sort()).toEqual(names.sort());
      await store.create('b', session, Date.now() + hourMs);
      expect(await store.get('b')).toEqual(session);
      expect(await store.deleteBySub(session.identity.sub)).toBe(1);
    });

    it('logs in whoever is the first to notice', async () => {
      const { store, told } = open();
      await create();
      await Promise.all((await indexes()).map(plant));
      await store.create('b', session, Date.now() + hourMs);
      expect(told).toHaveLength(2);
      expect(await store.deleteBySid(session.providerSid!)).toBe(1);
    });
  });

  it('forgets in its indexes what has ended for good', async () => {
    const clock = { now: Date.now() };
    const store = createRedisSessionStore({ redis, secrets: [fresh], now: () => clock.now });
    for (let login = 0; login < 30; login += 1) {
      await store.create(`login-${login}`, { ...session, endsAt: clock.now + hourMs }, clock.now + hourMs);
      clock.now += hourMs / 10;
    }
    const [name] = await reader.run((commands) => commands.keys('spec:session-sub:*'));
    expect(await reader.run((commands) => commands.zCard(name!))).toBeLessThanOrEqual(11);
  });

  it('says UNAVAILABLE while Redis cannot be asked, whatever it is asked', async () => {
    const store = await create();
    const closed = await own!.open();
    await closed.close();
    const lost = createRedisSessionStore({ redis: closed, secrets: [fresh] });
    const unavailable = { code: 'UNAVAILABLE' };
    await expect(lost.get('a')).rejects.toMatchObject(unavailable);
    await expect(lost.create('a', session, Date.now() + hourMs)).rejects.toMatchObject(unavailable);
    await expect(lost.replace('a', session, Date.now() + hourMs)).rejects.toMatchObject(unavailable);
    await expect(lost.touch('a', Date.now() + hourMs)).rejects.toMatchObject(unavailable);
    await expect(lost.delete('a')).rejects.toMatchObject(unavailable);
    await expect(lost.deleteBySub(session.identity.sub)).rejects.toMatchObject(unavailable);
    await expect(lost.claim('x', 'holder', 1)).rejects.toMatchObject(unavailable);
    await expect(lost.release('x', 'holder')).rejects.toMatchObject(unavailable);
    expect(await store.get('a')).toEqual(session);
  });
});
