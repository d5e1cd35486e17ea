import { Failure } from '@frontage/errors';
import type { Redis } from '@frontage/redis';
import { randomUUID } from 'node:crypto';
import { behaves } from '../../test/behaviour.ts';
import { ada, bob, by, createClock, createService, until, type Clock, type Service } from '../../test/kit.ts';
import { keepsApart } from '../../test/privacy.ts';
import { inBoth, inRedis, openProcess, own, secrets } from '../../test/redis-kit.ts';
import type { Cache } from '../index.ts';
import { createRedisStore } from './redis-store.ts';

const minute = 60_000;

afterAll(() => own?.stop());

(own ? describe : describe.skip)('with a server', () => {
  behaves(inRedis);
  behaves(inBoth);

  describe('privacy', () => {
    keepsApart(inRedis, 100);
    keepsApart(inBoth, 100);
  });

  describe('processes over one Redis', () => {
    let prefix: string;
    let clock: Clock;
    let service: Service<string, string>;
    beforeEach(() => {
      prefix = `${randomUUID()}:`;
      clock = createClock();
      service = createService<string, string>((id) => `${id} #${service.asked.length}`);
    });
    const start = async (options: Parameters<typeof openProcess>[2] = {}): Promise<{ cache: Cache; redis: Redis }> =>
      openProcess(prefix, clock, options);
    const shared = (cache: Cache) =>
      cache.method(
        {
          name: 'catalog.product',
          scope: 'public',
          ttlMs: minute,
          staleIfErrorMs: minute,
          tags: (id: string) => [id],
        },
        service.method,
      );
    const own = (cache: Cache) =>
      cache.method(
        { name: 'customers.customer', scope: 'private', ttlMs: minute, staleIfErrorMs: minute },
        service.method,
      );
    const texts = async (redis: Redis): Promise<[string, string][]> => {
      const keys = await redis.run((commands) => commands.keys(`${prefix}cache:*`));
      const names = keys.map((key) => key.slice(prefix.length));
      return Promise.all(
        names.map(async (name): Promise<[string, string]> => [
          name,
          (await redis.run((commands) => commands.get(name))) ?? '',
        ]),
      );
    };

    it('share what one of them has fetched, until the same moment', async () => {
      const [first, second] = [shared((await start()).cache), shared((await start()).cache)];
      await first('p-1', by());
      clock.advance(minute / 2);
      const call = by();
      expect(await second('p-1', call)).toBe('p-1 #1');
      expect([call.ledger.calls, call.ledger.cacheUses]).toEqual([
        0,
        [{ name: 'catalog.product', outcome: 'hit', ttlMs: minute / 2, detail: 'redis' }],
      ]);
      clock.advance(minute / 2);
      expect(await second('p-1', by())).toBe('p-1 #2');
      expect(service.asked).toHaveLength(2);
    });

    it('find each other’s answers to stand in, and hold off for a while', async () => {
      const [first, second] = [shared((await start()).cache), shared((await start()).cache)];
      await first('p-1', by());
      clock.advance(minute);
      service.reply = () => {
        throw new Failure('UNAVAILABLE', 'down');
      };
      const call = by();
      expect(await second('p-1', call)).toBe('p-1 #1');
      expect(call.ledger.staleParts).toEqual(['catalog.product']);
      expect(await second('p-1', by())).toBe('p-1 #1');
      expect(service.asked).toHaveLength(2);
      clock.advance(minute / 10);
      expect(await second('p-1', by())).toBe('p-1 #1');
      expect(service.asked).toHaveLength(3);
    });

    it('share what is somebody’s own with nobody but them', async () => {
      const [first, second] = [own((await start()).cache), own((await start()).cache)];
      await first('c-1', by(ada));
      expect(await second('c-1', by(ada))).toBe('c-1 #1');
      expect(await second('c-1', by(bob))).toBe('c-1 #2');
    });

    it('find nothing that another one has invalidated', async () => {
      const [a, b, c] = [await start(), await start(), await start()];
      await shared(a.cache)('p-1', by());
      await b.cache.invalidate(['p-1']);
      expect(await shared(c.cache)('p-1', by())).toBe('p-1 #2');
      await b.cache.invalidateEverything();
      expect(await shared(b.cache)('p-1', by())).toBe('p-1 #3');
    });

    it('find nothing that was fetched from before another one’s invalidation, though it was put after', async () => {
      const [a, b] = [await start(), await start()];
      service.reply = undefined;
      const slow = shared(a.cache)('p-1', by());
      const question = await service.question(1);
      await b.cache.invalidate(['p-1']);
      question.answer('old');
      expect(await slow).toBe('old');
      const next = shared(b.cache)('p-1', by());
      (await service.question(2)).answer('new');
      expect(await next).toBe('new');
    });

    it('leave nothing in Redis for longer than it is good for', async () => {
      const { cache, redis } = await start();
      await shared(cache)('p-1', by());
      await cache.invalidate(['p-2']);
      for (const key of await redis.run((commands) => commands.keys(`${prefix}*`))) {
        const left = await redis.run((commands) => commands.pTTL(key.slice(prefix.length)));
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(key.includes('cache-tag') ? 24 * 60 * minute : 2 * minute);
      }
    });

    it('leave nothing in Redis that is too long for it', async () => {
      const { cache, redis } = await start({ maxValueLength: 300 });
      service.reply = (id) => id;
      await shared(cache)('p-1', by());
      await shared((await start({ maxValueLength: 300 })).cache)('x'.repeat(300), by());
      expect(await texts(redis)).toHaveLength(1);
    });

    it('leave what is somebody’s own in Redis only sealed, under names that say nothing', async () => {
      const { cache, redis } = await start();
      service.reply = () => 'Ada lives in Lovelace Lane';
      await own(cache)('c-ada', by(ada));
      const written = await texts(redis);
      expect(written).toHaveLength(1);
      expect(written.join()).not.toMatch(/\bada\b|Lovelace|Lane/);
      await expect(own((await start()).cache)('c-ada', by(ada))).resolves.toContain('Lovelace');
      expect(service.asked).toHaveLength(1);
    });

    it('leave none of it in Redis without a secret', async () => {
      const { cache, redis } = await start({ secrets: undefined });
      await own(cache)('c-1', by(ada));
      await shared(cache)('p-1', by());
      expect((await texts(redis)).map(([name]) => name.split(':')[1])).toEqual(['catalog.product@1']);
    });

    it('open what was sealed with a secret that is being replaced, and not what was sealed with none of theirs', async () => {
      const next = 'another secret of the specs, as good as the first';
      await own((await start()).cache)('c-1', by(ada));
      const errors: unknown[] = [];
      const onError = (error: unknown): void => void errors.push(error);
      expect(await own((await start({ secrets: [next, ...secrets], onError })).cache)('c-1', by(ada))).toBe('c-1 #1');
      expect(errors).toEqual([]);
      expect(await own((await start({ secrets: [next], onError })).cache)('c-1', by(ada))).toBe('c-1 #2');
      expect(errors).toEqual([
        expect.objectContaining({ message: expect.stringContaining('customers.customer@1') as string }),
      ]);
      // The entry was sealed anew with the first secret.
      expect(await own((await start({ secrets: [next], onError })).cache)('c-1', by(ada))).toBe('c-1 #2');
    });

    it('do not take what somebody has moved from one caller to another', async () => {
      const { cache, redis } = await start();
      const get = own(cache);
      await get('c-1', by(ada));
      const [[adas, sealed]] = (await texts(redis)) as [[string, string]];
      await get('c-1', by(bob));
      const bobs = (await texts(redis)).map(([name]) => name).find((name) => name !== adas)!;
      await redis.run((commands) => commands.set(bobs, sealed, { expiration: { type: 'EX', value: 60 } }));
      expect(await own((await start()).cache)('c-1', by(bob))).toBe('c-1 #3');
    });

    it.each([
      'garbage',
      '',
      'null',
      '[]',
      '{}',
      '{"found":{"model":"x"}}',
      '{"found":{"model":"x"},"freshUntil":"soon","revalidateUntil":1,"endsAt":1,"tags":[],"moment":1}',
      '{"found":{"model":"x"},"freshUntil":9e15,"revalidateUntil":9e15,"endsAt":9e15,"tags":[7],"moment":9e15}',
    ])('do not take %j for an answer', async (text) => {
      const errors: unknown[] = [];
      const { cache, redis } = await start();
      await shared(cache)('p-1', by());
      const [[name]] = (await texts(redis)) as [[string, string]];
      await redis.run((commands) => commands.set(name, text, { expiration: { type: 'EX', value: 60 } }));
      const other = await start({ onError: (error) => void errors.push(error) });
      expect(await shared(other.cache)('p-1', by())).toBe('p-1 #2');
      expect(errors).toHaveLength(1);
    });

    it('tell of a Redis that refuses what they want, and do without', async () => {
      const errors: unknown[] = [];
      const { cache, redis } = await start();
      await shared(cache)('p-1', by());
      const [[name]] = (await texts(redis)) as [[string, string]];
      await redis.run((commands) => commands.del(name));
      await redis.run((commands) =>
        commands.eval("redis.call('LPUSH', KEYS[1], 'x')", { keys: [`cache-tag:everything`] }),
      );
      const other = await start({ onError: (error) => void errors.push(error) });
      expect(await shared(other.cache)('p-1', by())).toBe('p-1 #2');
      expect(errors).toEqual([]);
    });
  });

  describe('a Redis that goes away', () => {
    const broken = (redis: Redis): Promise<void> => until(() => redis.state === 'lost');
    const back = (redis: Redis): Promise<void> => until(() => redis.state === 'ready');
    afterEach(() => own!.server.start());

    it('is done without, and used again when it is back', async () => {
      const clock = createClock();
      const prefix = `${randomUUID()}:`;
      const service: Service<string, string> = createService((id) => `${id} #${service.asked.length}`);
      const get = ({ cache }: { cache: Cache }) =>
        cache.method({ name: 'get', scope: 'public', ttlMs: minute }, service.method);
      const [a, b] = [await openProcess(prefix, clock), await openProcess(prefix, clock)];
      const [first, second] = [get(a), get(b)];
      await own!.server.stop();
      await Promise.all([broken(a.redis), broken(b.redis)]);
      expect(await first('p-1', by())).toBe('p-1 #1');
      expect(await first('p-1', by())).toBe('p-1 #1');
      expect(await second('p-1', by())).toBe('p-1 #2');
      await own!.server.start();
      await Promise.all([back(a.redis), back(b.redis)]);
      expect(await first('p-2', by())).toBe('p-2 #3');
      expect(await second('p-2', by())).toBe('p-2 #3');
    });

    it('is told later what was invalidated meanwhile, before it is asked for anything', async () => {
      const clock = createClock();
      const prefix = `${randomUUID()}:`;
      const service: Service<string, string> = createService((id) => `${id} #${service.asked.length}`);
      const get = ({ cache }: { cache: Cache }) =>
        cache.method({ name: 'get', scope: 'public', ttlMs: minute, tags: (id: string) => [id] }, service.method);
      const a = await openProcess(prefix, clock);
      const b = await openProcess(prefix, clock, { cache: { maxBytes: 0 } });
      const [first, second] = [get(a), get(b)];
      await first('p-1', by());
      await first('p-2', by());
      // The connection breaks while Redis goes on.
      const admin = await own!.open();
      const kill = (): Promise<unknown> =>
        admin.run((commands) => commands.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']));
      await kill();
      await broken(b.redis);
      await b.cache.invalidate(['p-1']);
      await back(b.redis);
      expect(await second('p-1', by())).toBe('p-1 #3');
      expect(await second('p-2', by())).toBe('p-2 #2');
    });

    it('does not keep anybody waiting while it says nothing', async () => {
      const redis = await own!.open({ commandTimeoutMs: 20 });
      const store = createRedisStore({ redis, secrets });
      own!.server.freeze();
      expect(await store.get([{ kind: 'thing@1', key: 'a', isPrivate: false }])).toBeUndefined();
      expect(redis.state).toBe('lost');
      await store.invalidate(['a']);
      own!.server.thaw();
      await back(redis);
      expect(await store.get([{ kind: 'thing@1', key: 'a', isPrivate: false }])).toBeDefined();
    });
  });
});

describe('secrets', () => {
  const redis: Redis = {
    state: 'lost',
    run: () => Promise.reject(new Failure('UNAVAILABLE', 'no')),
    close: async () => undefined,
  };

  it('must be long enough to be random', () => {
    expect(() => createRedisStore({ redis, secrets: ['short'] })).toThrow('at least 32 characters');
    expect(() => createRedisStore({ redis, secrets: [...secrets, 'short'] })).toThrow('at least 32 characters');
  });
});

describe('without a server', () => {
  it('remembers no more of what it could not tell than it must', async () => {
    let asked: string[] = [];
    const redis: Redis = {
      state: 'ready',
      run: async (work) => {
        const failing = new Proxy(
          {},
          {
            get: () => async (_: string, options: { keys: string[] }) => {
              asked = options.keys;
              throw new Failure('UNAVAILABLE', 'no');
            },
          },
        );
        return work(failing as never);
      },
      close: async () => undefined,
    };
    const store = createRedisStore({ redis });
    const tags = (from: number): string[] => Array.from({ length: 6_000 }, (_, index) => `tag ${from + index}`);
    await store.invalidate(tags(0));
    await store.invalidate(tags(6_000));
    expect(await store.get([])).toBeUndefined();
    expect(asked).toEqual(['cache-tag:everything']);
  });
});
