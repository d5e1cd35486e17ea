import { ready, startSpecRedis } from '@frontage/redis/fake';
import { array, assert, asyncProperty, constantFrom, integer, oneof, record, tuple } from 'fast-check';
import { randomUUID } from 'node:crypto';
import { bucket, charge, countsRight, createClock, left, quota } from '../../test/store-suite.ts';
import { createMemoryStore } from '../memory-store.ts';
import { sharedOrLocal } from '../shared-or-local.ts';
import type { LimitStore } from '../store.ts';
import { createRedisLimitStore } from './index.ts';

const own = await startSpecRedis(process.env['REDIS_URL']);
afterEach(() => own?.close());
afterAll(() => own?.stop());

(own ? describe : describe.skip)('usage in Redis', () => {
  /** Store under a prefix of its own, created by its first charge. */
  const storeOf = (now?: () => number): LimitStore => {
    const keyPrefix = `${randomUUID()}:`;
    let store: Promise<LimitStore> | undefined;
    return {
      charge: async (charges) => {
        store ??= own!.open({ keyPrefix }).then((redis) => createRedisLimitStore({ redis, ...(now && { now }) }));
        return (await store).charge(charges);
      },
    };
  };

  countsRight(({ now }) => storeOf(now));

  it('decide as usage in memory does, to the last digit', async () => {
    const rule = oneof(
      tuple(integer({ min: 1, max: 20 }), integer({ min: 1, max: 50 })).map(([limit, windowMs]) =>
        bucket(limit, windowMs),
      ),
      tuple(integer({ min: 1, max: 20 }), integer({ min: 1, max: 50 })).map(([limit, windowMs]) =>
        quota(limit, windowMs),
      ),
    );
    const step = record({
      // Microseconds, now and then backwards.
      afterUs: integer({ min: -2_000, max: 30_000 }),
      charges: array(tuple(constantFrom('a', 'b', 'c'), rule, integer({ min: -3, max: 8 })), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    const connection = await own!.open({ keyPrefix: `${randomUUID()}:` });
    await assert(
      asyncProperty(array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const clock = createClock();
        const memory = createMemoryStore({ now: clock.now });
        const redis = createRedisLimitStore({ redis: connection, now: clock.now });
        // Creating a connection takes longer than a trial: each has keys of its own instead.
        const trial = randomUUID();
        for (const { afterUs, charges } of steps) {
          clock.advance(afterUs / 1_000);
          const distinct = [...new Map(charges.map(([key, ...rest]) => [key, [key, ...rest] as const])).values()];
          const asked = distinct.map(([key, given, cost]) => charge(`${trial}:${key}`, given, cost));
          expect(await redis.charge(asked)).toEqual(await memory.charge(asked));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('go by the clock of Redis', async () => {
    const store = storeOf();
    const { standings } = await store.charge([charge('a', bucket(10))]);
    const redis = await own!.open();
    const [seconds] = await redis.run((commands) => commands.sendCommand<[string, string]>(['TIME']));
    expect(Math.abs(standings[0]!.usage.at / 1_000 - Number(seconds))).toBeLessThan(5);
  });

  it('expire when they say nothing any more', async () => {
    const keyPrefix = `${randomUUID()}:`;
    const redis = await own!.open({ keyPrefix });
    const store = createRedisLimitStore({ redis });
    await store.charge([charge('bucket', bucket(10, 100_000), 3), charge('quota', quota(10, 100_000))]);
    const ttl = (key: string): Promise<number> => redis.run((commands) => commands.pTTL(key));
    const keys = await redis.run((commands) => commands.keys(`${keyPrefix}*`));
    expect(keys.map((key) => key.slice(keyPrefix.length)).toSorted()).toEqual(['limit:bucket', 'limit:quota']);
    expect(await ttl('limit:bucket')).toBeGreaterThan(30_000);
    expect(await ttl('limit:bucket')).toBeLessThanOrEqual(40_000);
    expect(await ttl('limit:quota')).toBeGreaterThan(10_000);
    expect(await ttl('limit:quota')).toBeLessThanOrEqual(110_000);
  });

  it('are counted once by all who share them', async () => {
    const keyPrefix = `${randomUUID()}:`;
    const stores = await Promise.all(
      [1, 2, 3].map(async () => createRedisLimitStore({ redis: await own!.open({ keyPrefix }) })),
    );
    const hour = bucket(40, 3_600_000);
    const outcomes = await Promise.all(
      Array.from({ length: 400 }, (_, index) =>
        stores[index % 3]!.charge([charge('all', hour), charge('too', quota(1_000))]),
      ),
    );
    expect(outcomes.filter(({ admitted }) => admitted)).toHaveLength(40);
    expect(left(await stores[0]!.charge([charge('too', quota(1_000), 0)]))).toEqual([960]);
  });

  it('find their script again on a Redis that was restarted', async () => {
    const redis = await own!.open();
    const store = createRedisLimitStore({ redis });
    await store.charge([charge('a', bucket(5))]);
    await own!.server.stop();
    await own!.server.start();
    await ready(redis);
    expect(left(await store.charge([charge('a', bucket(5))]))).toEqual([4]);
  });

  it('that somebody else has written are told of once, and counted here', async () => {
    const redis = await own!.open({ keyPrefix: `${randomUUID()}:` });
    const errors: unknown[] = [];
    const store = sharedOrLocal({
      shared: createRedisLimitStore({ redis }),
      local: createMemoryStore(),
      replicas: 2,
      onError: (error) => errors.push(error),
    });
    await redis.run((commands) => commands.lPush('limit:a', 'x'));
    const outcomes = [];
    for (let each = 0; each < 6; each += 1) outcomes.push(await store.charge([charge('a', bucket(4, 3_600_000))]));
    expect(outcomes.filter(({ admitted }) => admitted)).toHaveLength(2);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining('WRONGTYPE') as string })]);
  });
});
