import { jest } from '@jest/globals';
import { startSpecRedis } from '@frontage/redis/fake';
import { startMobileHouse, type MobileHouse } from './harness.ts';

const on = { CACHE_MAX_BYTES: '10000000' };

const own = await startSpecRedis(process.env['REDIS_URL']);
let house: MobileHouse;
beforeEach(async () => {
  house = await startMobileHouse(on);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await house.close();
});

/** Ages cache entries by moving the clock forward. No request may be under way meanwhile. */
function later(ms: number): void {
  const real = Date.now.bind(Date);
  const now = jest.spyOn(Date, 'now');
  now.mockImplementation(() => real() + ms);
}

const ask = async (path: string, authorization?: string, from = house) => {
  const get = from.phone.get(path).set('Frontage-Debug', '1');
  if (authorization !== undefined) get.set('Authorization', authorization);
  const { body, headers, status } = await get;
  const calls = Number(/^calls=(\d+)/.exec(headers['frontage-budget'] ?? '')?.[1]);
  return { body, status, calls, uses: headers['cache-status'] ?? '', stale: headers['frontage-stale'] };
};

const minute = 60_000;

describe('what is kept of services’ answers', () => {
  it('is given without asking them again, and says so to whoever debugs', async () => {
    const cold = await ask('/home');
    const warm = await ask('/home');
    expect([cold.calls > 5, warm.calls]).toEqual([true, 0]);
    expect(warm.body).toEqual(cold.body);
    expect(cold.uses).toMatch(/catalog\.list; fwd=miss; .*stored/);
    expect(warm.uses.split(', ').every((use) => / hit; ttl=\d+; detail=memory$/.test(use))).toBe(true);
    expect(warm.uses).not.toMatch(/p-\d/);
  });

  it('is asked for in part: only what is not there', async () => {
    await ask('/products?limit=10');
    house.domain.services.pricing.faults.set({ down: true });
    const { body } = await ask('/products?limit=10');
    expect(body.degraded).toBeUndefined();
    const more = await ask('/products?limit=11');
    expect(more.body.degraded).toEqual(['prices']);
  });

  it('stands in, and is said to be stale, when its service cannot be asked', async () => {
    const fresh = await ask('/home');
    later(10 * minute);
    for (const name of ['catalog', 'pricing', 'reviews', 'recommendations'] as const)
      house.domain.services[name].faults.set({ status: 503 });
    const old = await ask('/home');
    expect([old.status, old.body]).toEqual([200, fresh.body]);
    expect(old.stale!.split(', ').toSorted()).toEqual([
      'categories',
      'prices',
      'products',
      'recommendations',
      'reviews',
    ]);
  });

  it('is neither confirmed nor kept by shared caches once it is stale', async () => {
    const fresh = await house.phone.get('/categories').expect(200);
    const confirm = () => house.phone.get('/categories').set('If-None-Match', fresh.headers['etag']!);
    // Once from its parts, and once by the tag that is remembered of them.
    await confirm().expect(304);
    await confirm().expect(304);
    later(10 * minute);
    house.domain.services.catalog.faults.set({ status: 503 });
    const { headers, body } = await confirm().expect(200);
    expect(body).toEqual(fresh.body);
    expect([headers['frontage-stale'], headers['cache-control'], headers['etag']]).toEqual([
      'categories',
      'no-store',
      undefined,
    ]);
  });

  it('is not given when it is too old to be of use', async () => {
    await ask('/products/p-001');
    later(2 * minute);
    house.domain.services.inventory.faults.set({ down: true });
    const { body } = await ask('/products/p-001');
    expect(body.degraded).toEqual(['stock']);
  });

  it('is fetched again behind the answer while it is nearly fresh', async () => {
    await ask('/categories');
    later(1.5 * minute);
    const soon = await ask('/categories');
    expect([soon.calls, soon.stale]).toEqual([0, undefined]);
  });

  it('is each customer’s own where it may depend on who asks', async () => {
    const [ada, bob] = [house.as('ada'), house.as('bob')];
    const first = [await ask('/home', ada), await ask('/home', bob)];
    expect(first[0]!.body.picks).not.toEqual(first[1]!.body.picks);
    const again = [await ask('/home', ada), await ask('/home', bob)];
    expect(again.map(({ body }) => body.picks)).toEqual(first.map(({ body }) => body.picks));
    const visitor = await ask('/home');
    expect([first[0]!.body.picks, first[1]!.body.picks]).not.toContainEqual(visitor.body.picks);
  });

  it('is never a cart or an order', async () => {
    const ada = house.as('ada');
    for (const path of ['/cart', '/orders']) {
      await ask(path, ada);
      const { calls, uses } = await ask(path, ada);
      expect([path, calls > 0, /customers|orders/.test(uses)]).toEqual([path, true, false]);
    }
  });

  it('of stock goes with what is sold', async () => {
    const ada = house.as('ada');
    const { body: before } = await ask('/products/p-001', ada);
    await house.phone.put('/cart/items/p-001').set('Authorization', ada).send({ quantity: 1 }).expect(200);
    await ask('/products/p-001', ada);
    await house.phone.post('/checkout').set('Authorization', ada).set('Idempotency-Key', '"caching-spec"').expect(201);
    const { uses, body } = await ask('/products/p-001', ada);
    expect(uses).toMatch(/inventory\.availability; fwd=(stale|miss)/);
    expect(body.stock).toBe(before.stock);
  });
});

describe('with Redis', () => {
  const withRedis = own ? it : it.skip;
  afterAll(() => own?.stop());

  withRedis('instances share it, survive its outage, and use it again', async () => {
    const redis = own!.server;
    const env = { ...on, REDIS_URL: redis.url };
    const [one, other] = [await startMobileHouse(env), await startMobileHouse(env)];
    const states = async (): Promise<string[]> =>
      Promise.all(
        [one, other].map(async ({ phone }) => (await phone.get('/readyz')).body.dependencies.redis as string),
      );
    const until = async (state: string): Promise<void> => {
      while (!(await states()).every((each) => each === state)) await new Promise(setImmediate);
    };
    try {
      await until('ready');
      // The shared entry is written after the answer: the other instance may look too soon.
      let found = '';
      for (let limit = 1; limit <= 50 && found === ''; limit += 1) {
        await ask(`/products?limit=${limit}`, undefined, one);
        const { uses } = await ask(`/products?limit=${limit}`, undefined, other);
        found = /catalog\.list; hit; ttl=\d+; detail=redis/.exec(uses)?.[0] ?? '';
      }
      expect(found).not.toBe('');
      await redis.stop();
      await until('lost');
      const alone = await ask('/categories', undefined, one);
      expect([alone.status, alone.body.degraded]).toEqual([200, undefined]);
      await redis.start();
      await until('ready');
      expect((await ask('/categories', undefined, other)).status).toBe(200);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });
});
