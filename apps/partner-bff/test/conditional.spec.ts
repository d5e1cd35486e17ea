/** Conditional requests, through the front door: reads that are confirmed, and writes of what was read. */

import { startSpecRedis } from '@frontage/redis/fake';
import fc from 'fast-check';
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '@frontage/http-server';
import type { Deps } from '../src/deps.ts';
import { developmentOperation } from '../src/operations/development-operation.ts';
import { versions } from '../src/versions.ts';
import { developmentWebhooks } from '../src/webhooks/webhooks.ts';
import { databases } from './databases.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

const redis = await startSpecRedis(process.env['REDIS_URL']);

let house: PartnerHouse;
beforeAll(async () => {
  house = await startPartnerHouse();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await house.recover();
});
afterAll(async () => {
  await house.close();
  await redis?.stop();
});

type Method = 'get' | 'head' | 'post' | 'patch' | 'delete';
type Headers = Readonly<Record<string, string>>;

const ask = (method: Method, path: string, headers: Headers = {}, body?: object, from = house) => {
  const request = from.api[method](path).set({ Authorization: house.as('acme'), ...headers });
  return body === undefined ? request : request.send(body);
};
const tagOf = async (path: string, headers: Headers = {}, from = house): Promise<string> =>
  (await ask('get', path, headers, undefined, from).expect(200)).headers['etag']!;
/** Headers of a key of acme with these scopes. */
const keyWith = async (...scopes: readonly string[]): Promise<Headers> => {
  const { body } = await ask('post', '/v2/keys', {}, { scopes }).expect(201);
  return { Authorization: `Bearer ${String(body.key)}` };
};

const lamp = { sku: 'T-1', name: 'Trial lamp', brand: 'Trial', category: 'desk-lamps', summary: 'A lamp to try.' };
const idempotent = (): Headers => ({ 'Idempotency-Key': randomUUID() });
const newId = (): string => `trial-${randomUUID()}`;
const hook = { url: 'https://shop.example.test/hooks', events: ['order.*'] };

/** Resources with preconditions: how one is made, and changes of it. */
const resources = [
  {
    kind: 'a product',
    make: async (from = house, id = newId()): Promise<string> => {
      await ask('post', '/v2/products', idempotent(), { ...lamp, id }, from).expect(201);
      return `/v2/products/${id}`;
    },
    renamed: (name: string) => ({ name }),
  },
  {
    kind: 'a category',
    make: async (from = house, id = newId()): Promise<string> => {
      await ask('post', '/v2/categories', idempotent(), { id, name: 'Trial' }, from).expect(201);
      return `/v2/categories/${id}`;
    },
    renamed: (name: string) => ({ name }),
  },
  {
    kind: 'a webhook endpoint',
    make: async (from = house): Promise<string> =>
      (await ask('post', '/v2/webhooks', {}, hook, from).expect(201)).headers['location']!,
    renamed: (description: string) => ({ description }),
  },
] as const;

/** Headers that a 304 has as its 200 has them: without those of a body, of one request, and of what is left. */
const kept = (headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(content-(type|length|encoding)|date|x-request-id|server-timing|ratelimit)$/.test(name),
    ),
  );

describe('a read', () => {
  const ids: Readonly<Record<string, string>> = {
    '/products/{id}': 'p-001',
    '/categories/{id}': 'desk-lamps',
    '/operations/{id}': developmentOperation.id,
    '/webhooks/{id}': developmentWebhooks.acme,
    '/webhooks/{id}/deliveries': developmentWebhooks.acme,
    '/keys/{id}': 'acme',
  };
  const reads = versions.flatMap(({ prefix, endpoints }) =>
    endpoints.filter(({ method }) => method === 'GET').map((endpoint) => ({ prefix, endpoint })),
  );
  const placed = async (): Promise<string> =>
    (await ask('post', '/v2/orders', idempotent(), { lines: [{ product: 'p-001', quantity: 1 }] }).expect(201)).body.id;
  const pathTo = async (prefix: string, { path }: Endpoint<Deps>): Promise<string> => {
    const id = path.startsWith('/orders/{id}') ? await placed() : (ids[path] ?? '');
    const filled = path.replace('{id}', id).replace('{eventId}', `order-created-${id}`).replace('{productId}', 'p-001');
    return prefix + filled;
  };

  it.each(reads.filter(({ endpoint }) => endpoint.etag).map((read) => [`${read.prefix}${read.endpoint.path}`, read]))(
    'of %s is 304 for whoever has it, with the headers of its 200',
    async (_, { prefix, endpoint }) => {
      const path = await pathTo(prefix, endpoint);
      const whole = await ask('get', path).expect(200);
      expect(whole.headers).toMatchObject({
        etag: expect.stringMatching(/^W\/"([1-9]\d*\.)?[\w-]{22}"$/) as unknown,
        'cache-control': 'private, no-cache',
        vary: `${prefix === '/v2' ? 'Accept, ' : ''}Authorization, X-API-Key, Accept-Encoding`,
      });
      for (const method of ['get', 'head'] as const) {
        const { headers, text = '' } = await ask(method, path, { 'If-None-Match': whole.headers['etag']! }).expect(304);
        expect(text).toBe('');
        expect(kept(headers)).toEqual(kept(whole.headers));
        expect(headers).not.toHaveProperty('content-type');
        expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/);
      }
    },
  );

  it('that has no tag is of what is never the same: usage', async () => {
    expect(reads.filter(({ endpoint }) => !endpoint.etag).map(({ endpoint }) => endpoint.name)).toEqual(['getUsage']);
    const { headers } = await ask('get', '/v2/usage', { 'If-None-Match': '*' }).expect(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('etag');
  });

  it('of a secret may not be kept: there is no tag, and no-store', async () => {
    const webhook = await ask('post', '/v2/webhooks', {}, hook).expect(201);
    const rolled = await ask('post', webhook.body._links['roll-secret'].href).expect(200);
    const key = await ask('post', '/v2/keys', {}, { scopes: ['orders:read'] }).expect(201);
    for (const { headers } of [webhook, rolled, key]) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('etag');
    }
  });

  it('is confirmed to the key that made it alone, where others see other links', async () => {
    const path = `/v2/webhooks/${developmentWebhooks.acme}`;
    const [reader, manager] = [await keyWith('webhooks:read'), await keyWith('webhooks:read', 'webhooks:manage')];
    const [seen, managed] = [await tagOf(path, reader), await tagOf(path, manager)];
    expect(seen).not.toBe(managed);
    await ask('get', path, { ...reader, 'If-None-Match': managed }).expect(200);
    await ask('get', path, { ...manager, 'If-None-Match': managed }).expect(304);
    await ask('get', '/v2', { 'If-None-Match': await tagOf('/v2', reader) }).expect(200);
  });

  it('has one tag however it is compressed, and in each version another', async () => {
    const path = '/v2/products?category=desk-lamps&limit=20';
    const tag = await tagOf(path);
    for (const coding of ['br', 'gzip', 'identity']) {
      const { headers } = await ask('get', path, { 'Accept-Encoding': coding }).expect(200);
      expect([headers['content-encoding'] ?? 'identity', headers['etag']]).toEqual([coding, tag]);
      await ask('get', path, { 'Accept-Encoding': coding, 'If-None-Match': tag }).expect(304);
    }
    const first = await tagOf('/v1/products/p-001');
    expect(first).not.toBe(await tagOf('/v2/products/p-001'));
    const { headers } = await ask('get', '/v1/products/p-001', { 'If-None-Match': first }).expect(304);
    expect(headers).toMatchObject({
      deprecation: expect.any(String) as unknown,
      sunset: expect.any(String) as unknown,
    });
  });

  it('that is refused stays refused, whatever is known', async () => {
    const known = { 'If-None-Match': '*' };
    await house.api.get('/v2/products/p-001').set(known).expect(401);
    await ask('get', '/v2/products/p-001', { ...(await keyWith('orders:read')), ...known }).expect(403);
    await ask('get', '/v2/products/p-001?currency=XXX', known).expect(400);
    await ask('get', '/v2/products/p-none', known).expect(404);
    await ask('get', '/v2/products/p-001', known).expect(304);
    await ask('get', '/v2/products/p-001', { 'If-None-Match': 'garbage' }).expect(200);
  });

  it('that lacks a part is sent whole each time, with a tag for writing where there is one', async () => {
    const [one, list] = ['/v2/products/p-001', '/v2/products?limit=2'];
    const [tag, tagOfList] = [await tagOf(one), await tagOf(list)];
    house.domain.services.pricing.faults.set({ down: true });
    const lacking = await ask('get', one, { 'If-None-Match': tag }).expect(200);
    expect([lacking.body.degraded, lacking.headers['etag']]).toEqual([['prices'], `${tag.split('.')[0]!}."`]);
    await ask('get', one, { 'If-None-Match': lacking.headers['etag']! }).expect(200);
    expect((await ask('get', list, { 'If-None-Match': tagOfList }).expect(200)).headers).not.toHaveProperty('etag');
    await house.recover();
    await ask('get', one, { 'If-None-Match': lacking.headers['etag']! }).expect(200);
    await ask('get', one, { 'If-None-Match': tag }).expect(304);
  });

  it('that is stale is sent whole: a cache would keep the mark beside what is fresh again', async () => {
    const cached = await startPartnerHouse({ CACHE_MAX_BYTES: '10000000' });
    const known = { 'If-None-Match': await tagOf('/v2/categories', {}, cached) };
    await ask('get', '/v2/categories', known, undefined, cached).expect(304);
    const real = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => real() + 10 * 60_000);
    cached.domain.services.catalog.faults.set({ down: true });
    const { headers } = await ask('get', '/v2/categories', known, undefined, cached).expect(200);
    expect(headers['frontage-stale']).toBe('categories');
    expect(headers).not.toHaveProperty('etag');
    await cached.close();
  });
});

describe.each([['memory', {}], ...(redis ? [['Redis', { REDIS_URL: redis.server.url }] as [string, Headers]] : [])])(
  'a quota in %s',
  (_, env) => {
    it('is not used by what is confirmed', async () => {
      // One more in twenty minutes: no test takes so long.
      const file = join(await mkdtemp(join(tmpdir(), 'limits-')), 'limits.json');
      await writeFile(file, JSON.stringify({ day: { limit: 72, windowSeconds: 86_400 } }));
      const limited = await startPartnerHouse({ ...env, LIMITS_FILE: file, LIMITS_FACTOR: '1' });
      const get = (path: string, headers: Headers = {}) =>
        limited.api.get(path).set({ Authorization: house.as('globex'), ...headers });
      const leftOf = ({ ratelimit }: Headers): number => Number(/"day";r=(\d+)/.exec(ratelimit!)![1]);
      // Until Redis is reached, the memory of the instance counts.
      const redisIs = async () => (await limited.api.get('/readyz')).body.dependencies.redis as string | undefined;
      while (!['ready', undefined].includes(await redisIs()));
      const whole = await get('/v2/categories').expect(200);
      const known = { 'If-None-Match': whole.headers['etag']! };
      for (let request = 0; request < 80; request += 1) {
        const { headers } = await get('/v2/categories', known).expect(304);
        expect(leftOf(headers)).toBe(71);
        expect(headers['ratelimit-policy']).toBe(whole.headers['ratelimit-policy']);
      }
      const next = await get('/v2/categories', { 'If-None-Match': '"other"' }).expect(200);
      expect([leftOf(whole.headers), leftOf(next.headers)]).toEqual([71, 70]);
      await limited.close();
    });
  },
);

describe.each(databases)('the usage of keys in %s', (_, open) => {
  it('counts what is confirmed', async () => {
    const database = await open();
    const counting = await startPartnerHouse(database.env);
    const known = { 'If-None-Match': await tagOf('/v2/categories', {}, counting) };
    for (let request = 0; request < 3; request += 1)
      await ask('get', '/v2/categories', known, undefined, counting).expect(304);
    await counting.close();
    expect(await database.command('usage acme')).toMatch(/listCategories +4 /);
    await database.close();
  });
});

describe.each(resources)('$kind', ({ kind, make, renamed }) => {
  it('is written by one of several who have read the same', async () => {
    const path = await make();
    const tag = await tagOf(path);
    const names = ['A', 'B', 'C', 'D'];
    const answers = await Promise.all(names.map((name) => ask('patch', path, { 'If-Match': tag }, renamed(name))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const { body, headers } = await ask('get', path).expect(200);
    expect(body).toMatchObject(renamed(names[winner]!));
    expect(answers[winner]!.headers['etag']).toBe(headers['etag']);
    for (const { status, body: problem } of answers) {
      if (status === 200) continue;
      expect(problem).toMatchObject({
        code: 'PRECONDITION_FAILED',
        type: '/problems/precondition-failed',
        instance: path,
      });
      expect(problem).not.toHaveProperty('errors');
    }
  });

  it('is written again with the tag of a write, and of several when one is right', async () => {
    const path = await make();
    const first = await tagOf(path);
    const { headers } = await ask('patch', path, { 'If-Match': first }, renamed('A')).expect(200);
    const second = await ask('patch', path, { 'If-Match': headers['etag']!.slice(2) }, renamed('B')).expect(200);
    await ask('patch', path, { 'If-Match': headers['etag']! }, renamed('C')).expect(412);
    const either = `"elsewhere", ${first}, ${second.headers['etag']!}`;
    await ask('patch', path, { 'If-Match': either }, renamed('C')).expect(200);
    await ask('patch', path, { 'If-Match': '*' }, renamed('D')).expect(200);
  });

  it('is as it was asked for already, when the answer to a change was lost', async () => {
    const path = await make();
    const tag = await tagOf(path);
    const first = await ask('patch', path, { 'If-Match': tag }, renamed('A')).expect(200);
    const again = await ask('patch', path, { 'If-Match': tag }, renamed('A')).expect(200);
    expect(again.headers['etag']).toBe(first.headers['etag']);
    expect(again.body).toEqual(first.body);
  });

  it('is deleted as it was read, and what is gone stays gone, whatever the tag', async () => {
    const path = await make();
    const old = await tagOf(path);
    const { headers } = await ask('patch', path, { 'If-Match': old }, renamed('A')).expect(200);
    await ask('delete', path, { 'If-Match': old }).expect(412);
    await ask('delete', path, { 'If-Match': '"elsewhere"' }).expect(412);
    const tag = headers['etag']!;
    for (const each of [tag, tag, old, '*', '"elsewhere"']) await ask('delete', path, { 'If-Match': each }).expect(200);
    await ask('get', path, { 'If-None-Match': tag }).expect(404);
    await ask('patch', path, { 'If-Match': '*' }, renamed('B')).expect(404);
  });

  it('is not written without a tag, or with one that cannot be read', async () => {
    const path = await make();
    const tag = await tagOf(path);
    for (const method of ['patch', 'delete'] as const) {
      const body = method === 'patch' ? renamed('A') : undefined;
      const { body: problem } = await ask(method, path, {}, body).expect(428);
      expect(problem).toMatchObject({ code: 'PRECONDITION_REQUIRED' });
      expect(problem).not.toHaveProperty('errors');
      await ask(method, path, { 'If-None-Match': tag }, body).expect(428);
      for (const garbage of ['x', tag.slice(0, -1), `${tag} ${tag}`, '*, *']) {
        const { body: wrong } = await ask(method, path, { 'If-Match': garbage }, body).expect(400);
        expect(wrong.errors).toMatchObject([{ pointer: '#/headers/if-match' }]);
      }
      for (const foreign of ['"elsewhere"', '"999999999.a"', '"99999999999.a"', '""'])
        await ask(method, path, { 'If-Match': foreign }, body).expect(412);
    }
    expect(await tagOf(path)).toBe(tag);
  });

  if (kind !== 'a webhook endpoint') {
    it('that was made again is another, which an old tag does not write', async () => {
      const id = newId();
      const path = await make(house, id);
      const old = await tagOf(path);
      await ask('delete', path, { 'If-Match': old }).expect(200);
      await make(house, id);
      await ask('patch', path, { 'If-Match': old }, renamed('A')).expect(412);
      await ask('delete', path, { 'If-Match': old }).expect(412);
    });
  }
});

describe('a tag', () => {
  it('is as good for writing after the stock has changed, and not for reading', async () => {
    const path = '/v2/products/p-017';
    const before = await tagOf(path);
    await ask('post', '/v2/orders', idempotent(), { lines: [{ product: 'p-017', quantity: 1 }] }).expect(201);
    await ask('get', path, { 'If-None-Match': before }).expect(200);
    await ask('patch', path, { 'If-Match': before }, { summary: 'It was ordered.' }).expect(200);
  });

  it('of a creation is that of the resource', async () => {
    const created = await ask('post', '/v2/products', idempotent(), { ...lamp, id: newId() }).expect(201);
    const path = created.headers['location']!;
    await ask('get', path, { 'If-None-Match': created.headers['etag']! }).expect(304);
    await ask('patch', path, { 'If-Match': created.headers['etag']! }, { name: 'Renamed' }).expect(200);
  });

  it('of a list writes nothing', async () => {
    const path = await resources[0].make();
    await ask('patch', path, { 'If-Match': await tagOf('/v2/products?limit=1') }, { name: 'No' }).expect(412);
  });

  it('of an answer that lacks a part writes', async () => {
    const path = await resources[0].make();
    house.domain.services.inventory.faults.set({ down: true });
    const tag = await tagOf(path);
    expect(tag).toMatch(/^W\/"\d+\."$/);
    const { headers, body } = await ask('patch', path, { 'If-Match': tag }, { name: 'Renamed' }).expect(200);
    expect(body.degraded).toEqual(['stock']);
    await ask('patch', path, { 'If-Match': headers['etag']! }, { name: 'Again' }).expect(200);
  });

  it('that a cache has kept too long is refused once, and not a second time', async () => {
    const cached = await startPartnerHouse({ CACHE_MAX_BYTES: '10000000' });
    const path = '/v2/categories/desk-lamps';
    const old = await tagOf(path, {}, cached);
    // Another instance writes, which tells nobody: categories have no events.
    const other = await startPartnerHouse(cached.beside);
    await ask('patch', path, { 'If-Match': '*' }, { description: 'Changed elsewhere.' }, other).expect(200);
    await other.close();
    expect(await tagOf(path, {}, cached)).toBe(old);
    await ask('patch', path, { 'If-Match': old }, { description: 'Ours.' }, cached).expect(412);
    const fresh = await tagOf(path, {}, cached);
    await ask('patch', path, { 'If-Match': fresh }, { description: 'Ours.' }, cached).expect(200);
    await cached.close();
  });
});

describe.each(databases)('webhook endpoints in %s', (_, open, instances) => {
  it('are written by one of several on several instances, and the audit log tells who was refused', async () => {
    const database = await open();
    const houses = await Promise.all(Array.from({ length: instances }, () => startPartnerHouse(database.env)));
    const path = await resources[2].make(houses[0]);
    const tag = await tagOf(path, {}, houses[0]);
    const changes = [{ status: 'disabled' }, { description: 'A' }, { events: ['*'] }, { description: 'B' }];
    const answers = await Promise.all(
      changes.map((change, n) => ask('patch', path, { 'If-Match': tag }, change, houses[n % instances])),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
    await ask('delete', path, {}, undefined, houses[0]).expect(428);
    await Promise.all(houses.map((each) => each.close()));
    const rows = await database.keys.db.selectFrom('audit_log').selectAll().execute();
    const told = rows.map(({ operation, status, resource }) => `${operation} ${status} ${resource}`).toSorted();
    expect(told).toEqual([
      ...[`changeWebhook 200 ${path}`, ...Array.from({ length: 3 }, () => `changeWebhook 412 ${path}`)],
      ...[`createWebhook 201 ${path}`, `deleteWebhook 428 ${path}`],
    ]);
    await database.close();
  });
});

describe('whatever is read and written', () => {
  /** Step of a history: a read or a write of one resource, by one of two keys, with what it was last told or something older. */
  const step = fc.record({
    resource: fc.nat({ max: resources.length - 1 }),
    key: fc.nat({ max: 1 }),
    what: fc.constantFrom('read', 'read', 'list', 'rename', 'order'),
    name: fc.constantFrom('A', 'B'),
    age: fc.nat({ max: 3 }),
  });

  it('a 304 is given only for the body that a 200 would have, and a write only on what is there', async () => {
    const keys = [
      await keyWith('catalog:read', 'catalog:write', 'webhooks:read', 'webhooks:manage', 'orders:write'),
      {},
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        const paths = await Promise.all(resources.map(({ make }) => make()));
        /** Answers that were given, by key and path, the latest first. */
        const had = new Map<string, { readonly tag: string; readonly text: string }[]>();
        for (const { resource, key, what, name, age } of steps) {
          const path = paths[resource]!;
          const target = what === 'list' ? path.slice(0, path.lastIndexOf('/')) : path;
          const known = had.get(`${key} ${target}`) ?? [];
          had.set(`${key} ${target}`, known);
          const kept = known[Math.min(age, known.length - 1)];
          if (what === 'order') {
            const order = { lines: [{ product: 'p-001', quantity: 1 }] };
            await ask('post', '/v2/orders', { ...keys[key]!, ...idempotent() }, order).expect(201);
          } else if (what === 'rename') {
            const { body: before } = await ask('get', path, keys[key]!).expect(200);
            const change = resources[resource]!.renamed(name);
            const current = await tagOf(path, keys[key]!);
            const tag = kept?.tag ?? current;
            const { status } = await ask('patch', path, { ...keys[key]!, 'If-Match': tag }, change);
            const isSo = Object.entries(change).every(([member, value]) => before[member] === value);
            const isCurrent = tag.split('.')[0] === current.split('.')[0];
            expect(status).toBe(isSo || isCurrent ? 200 : 412);
          } else {
            const headers = { ...keys[key]!, ...(kept && { 'If-None-Match': kept.tag }) };
            const { status, text, headers: told } = await ask('get', target, headers);
            if (status === 304) {
              const whole = await ask('get', target, keys[key]!).expect(200);
              expect(whole.text).toBe(kept!.text);
            } else {
              expect(status).toBe(200);
              expect(text).not.toBe(kept?.text);
              known.unshift({ tag: told['etag']!, text });
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
