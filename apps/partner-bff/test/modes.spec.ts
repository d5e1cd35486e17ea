/** Live mode and test mode of one partner, which share the catalogue and nothing else. */

import { formatApiKey } from '@frontage/auth/api-key';
import { startSpecMessagings } from '@frontage/messaging/fake';
import type { Messaging } from '@frontage/messaging';
import { modes, type Mode } from '@frontage/policy';
import { randomUUID } from 'node:crypto';
import { loadKeysConfig } from '../src/config.ts';
import { openKeys } from '../src/keys/keys.ts';
import { endpointsOf, v2, versions } from '../src/versions.ts';
import { databases, type Database } from './databases.ts';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';
import { startReceiver } from './receiver.ts';

const other = (mode: Mode): Mode => (mode === 'live' ? 'test' : 'live');
const hook = { url: 'https://shop.example.test/hooks', events: ['*'] };
const order = (quantity = 1) => ({ lines: [{ product: 'p-007', quantity }] });
type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';

let house: PartnerHouse;
// Messaging is configured and cannot be reached: orders are accepted for later.
beforeAll(async () => (house = await startPartnerHouse({ MESSAGE_LOG_URL: 'log://127.0.0.1:9' })));
afterAll(() => house.close());

const ask = (
  mode: Mode,
  method: Method,
  path: string,
  { key = randomUUID(), ...headers }: Record<string, string> = {},
) => house.api[method](path).set({ Authorization: house.as('acme', mode), 'Idempotency-Key': key, ...headers });
const get = async (mode: Mode, path: string) => (await ask(mode, 'get', path).expect(200)).body;
const place = async (mode: Mode, body: object = order(), key: string = randomUUID()) =>
  (await ask(mode, 'post', '/v2/orders', { key }).send(body).expect(201)).body;
const bulk = (mode: Mode, key: string = randomUUID()) =>
  ask(mode, 'post', '/v2/orders/bulk', { key }).send({ orders: [order()] });

/** Makers of one resource of each kind that a partner has. All other kinds with ids are shared by all partners. */
const own: Readonly<Record<string, (mode: Mode) => Promise<{ readonly id: string }>>> = {
  orders: (mode) => place(mode),
  operations: async (mode) => (await bulk(mode).expect(202)).body,
  webhooks: async (mode) => (await ask(mode, 'post', '/v2/webhooks').send(hook).expect(201)).body,
  keys: async (mode) =>
    (
      await ask(mode, 'post', '/v2/keys')
        .send({ scopes: ['orders:read'] })
        .expect(201)
    ).body,
};
const shared: ReadonlySet<string> = new Set(['products', 'categories']);
const kindOf = (path: string): string => path.split('/')[1]!;

const withIds = versions.flatMap(({ prefix, endpoints }) =>
  endpoints.filter(({ path }) => path.includes('{id}')).map((endpoint) => ({ prefix, ...endpoint })),
);

describe('an id of the other mode', () => {
  it('is asked for at every operation that takes one', () => {
    const kinds = new Set(withIds.map(({ path }) => kindOf(path)));
    expect([...kinds].toSorted()).toEqual([...Object.keys(own), ...shared].toSorted());
  });

  const operations = withIds.filter(({ path }) => !shared.has(kindOf(path)));
  const cases = operations.flatMap((each) =>
    modes.map((mode) => ({ ...each, mode, title: `${each.method} ${each.prefix}${each.path}` })),
  );

  it.each(cases)('is answered as one that never was: $title, with a key of $mode mode', async (operation) => {
    const { prefix, path, method, mode, example } = operation;
    const { id } = await own[kindOf(path)]!(other(mode));
    const resource = `/v2/${kindOf(path)}/${id}`;
    const before = await get(other(mode), resource);
    // A second id is that of the first thing in the list that its owner sees.
    const [, list] = /\{id\}\/(\w+)\/\{/.exec(path) ?? [];
    const inner = list === undefined ? '' : (await get(other(mode), `${resource}/${list}`))._embedded[list][0].id;
    const answerFor = async (wanted: string) => {
      const address = prefix + path.replace('{id}', wanted).replace(/\{\w+\}/, String(inner));
      const { status, body } = await ask(mode, method.toLowerCase() as Method, address)
        .set('If-Match', '*')
        .send(example?.().body as object | undefined);
      const text = JSON.stringify(body).replaceAll(address, '{address}').replaceAll(wanted, '{id}');
      return { status, body: text.replace(/"requestId":"[\w-]+"/, '"requestId":"…"') };
    };
    const never = await answerFor(kindOf(path) === 'orders' ? 'o-0123456789abcdef' : randomUUID());
    expect(await answerFor(id)).toEqual(never);
    // A deletion can be repeated: what is not there is no error, and is not told apart either.
    expect(never.status).toBe(operation.name === 'deleteWebhook' ? 200 : 404);
    expect(never.body).not.toContain(id);
    expect(await get(other(mode), resource)).toEqual(before);
  });
});

describe.each(modes)('a key of %s mode', (mode) => {
  it('says its mode, and lists what was made in it alone', async () => {
    expect(await get(mode, '/v2')).toMatchObject({ partner: 'acme', mode });
    for (const make of Object.values(own)) await make(other(mode));
    const made = {
      orders: await own['orders']!(mode),
      webhooks: await own['webhooks']!(mode),
      keys: await own['keys']!(mode),
    };
    for (const [kind, { id }] of Object.entries(made)) {
      const mine = (await get(mode, kind === 'webhooks' ? '/v2/webhooks' : `/v2/${kind}?limit=100`))._embedded[
        kind
      ] as readonly { readonly id: string }[];
      const theirs = (await get(other(mode), kind === 'webhooks' ? '/v2/webhooks' : `/v2/${kind}?limit=100`))._embedded[
        kind
      ] as typeof mine;
      const ids = new Set(mine.map((each) => each.id));
      expect(ids).toContain(id);
      expect(theirs.filter((each) => ids.has(each.id))).toEqual([]);
      expect(theirs.length).toBeGreaterThan(0);
    }
    const listed = (await get(mode, '/v2/keys'))._embedded.keys as readonly { readonly mode: Mode }[];
    expect(new Set(listed.map((each) => each.mode))).toEqual(new Set([mode]));
  });

  it('makes and rolls keys of its mode, which say so', async () => {
    const word = { live: 'dev', test: 'test' }[mode];
    const made = await ask(mode, 'post', '/v2/keys')
      .send({ scopes: ['orders:read'] })
      .expect(201);
    expect(made.body).toMatchObject({ mode, key: expect.stringMatching(`^fk_${word}_`) as unknown });
    const rolled = await ask(mode, 'post', `/v2/keys/${String(made.body.id)}/roll`).expect(201);
    expect(rolled.body).toMatchObject({ mode, key: expect.stringMatching(`^fk_${word}_`) as unknown });
    const entered = await house.api.get('/v2').set('X-API-Key', String(rolled.body.key)).expect(200);
    expect(entered.body.mode).toBe(mode);
    await ask(mode, 'post', '/v2/keys')
      .send({ scopes: ['orders:read'], mode: other(mode) })
      .expect(400);
  });

  it('has Idempotency-Keys of its own: the same one does its work in each mode', async () => {
    const key = randomUUID();
    const first = await ask(other(mode), 'post', '/v2/orders', { key }).send(order()).expect(201);
    const second = await ask(mode, 'post', '/v2/orders', { key }).send(order(2)).expect(201);
    expect(second.headers).not.toHaveProperty('idempotent-replayed');
    expect(second.body.id).not.toBe(first.body.id);
    const again = await ask(mode, 'post', '/v2/orders', { key }).send(order(2)).expect(201);
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', second.body]);
    const [mine, theirs] = [await bulk(mode, key).expect(202), await bulk(other(mode), key).expect(202)];
    expect(mine.body.id).not.toBe(theirs.body.id);
    expect((await bulk(mode, key).expect(202)).body.id).toBe(mine.body.id);
  });

  it.each(['orders', 'keys'])('cannot go on from a page of %s of the other mode', async (kind) => {
    for (let count = 0; count < 2; count += 1) await own[kind]!(other(mode));
    const { href } = (await get(other(mode), `/v2/${kind}?limit=1`))._links.next as { readonly href: string };
    await ask(mode, 'get', href).expect(400);
    await ask(other(mode), 'get', href).expect(200);
  });

  it('works in v1, apart as well', async () => {
    const mine = await place(mode);
    const theirs = await place(other(mode));
    const { body } = await ask(mode, 'get', '/v1/orders?size=100').expect(200);
    const ids = (body.orders as readonly { readonly id: string }[]).map(({ id }) => id);
    expect(ids).toContain(mine.id);
    expect(ids).not.toContain(theirs.id);
    expect(Object.keys((await ask(mode, 'get', '/v1').expect(200)).body as object)).toEqual(['partner', 'tier']);
  });
});

describe('an order of test mode', () => {
  const stockOf = async (mode: Mode, product = 'p-007'): Promise<number> =>
    (await get(mode, `/v2/products/${product}`)).stock.available;

  it('is priced as usual, is paid and cancelled, and moves no stock', async () => {
    const before = await stockOf('live');
    const tried = await place('test', order(3));
    expect(await stockOf('live')).toBe(before);
    const sold = await place('live', order(3));
    expect(await stockOf('live')).toBe(before - 3);
    expect(await stockOf('test')).toBe(before - 3);
    expect(tried).toMatchObject({ status: 'PENDING', total: sold.total });
    const paid = await ask('test', 'post', tried._links.pay.href as string).expect(200);
    expect(paid.body).toMatchObject({ status: 'PAID', history: [{ status: 'PENDING' }, { status: 'PAID' }] });
    const cancelled = await ask('test', 'post', paid.body._links.cancel.href as string).expect(200);
    expect(cancelled.body.status).toBe('CANCELLED');
    expect(await stockOf('live')).toBe(before - 3);
  });

  it('of the largest quantity is out of stock', async () => {
    const { body } = await ask('test', 'post', '/v2/orders').send(order(999)).expect(409);
    expect(body).toMatchObject({ code: 'CONFLICT', reason: 'OUT_OF_STOCK' });
  });

  it('meets the limits of its partner as in live mode', async () => {
    const dear = await place('test', { lines: [{ product: 'p-001', quantity: 998 }] });
    const { body } = await ask('test', 'post', `/v2/orders/${String(dear.id)}/pay`).expect(403);
    expect(body.reason).toBe('ABOVE_TIER_LIMIT');
  });
});

describe('what all partners share', () => {
  // By kind, not by action: what is new is demanded to be for live mode alone, or to be of a partner.
  const writes = endpointsOf(v2).filter(({ path, method }) => method !== 'GET' && shared.has(kindOf(path)));

  it.each(writes.map((each) => ({ ...each, title: `${each.method} ${each.path}` })))(
    'is not written with a test key: $title',
    async ({ method, path, example }) => {
      const { body, headers } = await ask('test', method.toLowerCase() as Method, `/v2${path.replace('{id}', 'p-001')}`)
        .send(example?.().body as object | undefined)
        .expect(403);
      expect(body).toMatchObject({ code: 'FORBIDDEN', reason: 'LIVE_KEY_REQUIRED' });
      // No scope would help.
      expect(headers).not.toHaveProperty('www-authenticate');
    },
  );

  it('is read with it', async () => {
    expect(writes.length).toBeGreaterThan(5);
    for (const path of ['/v2/products/p-001', '/v2/categories/desk-lamps'])
      expect(await get('test', path)).toEqual(await get('live', path));
  });
});

describe('a key that claims another mode than it has', () => {
  it.each([
    ['test', 'acme'],
    ['dev', 'acme-test'],
    ['live', 'acme-test'],
    ['live', 'acme'],
  ] as const)('opens nothing: fk_%s of %s', async (word, id) => {
    const forged = formatApiKey(word, id, 'development00000000000000');
    const { body } = await house.api.get('/v2').set('X-API-Key', forged).expect(401);
    expect(body.detail).toBe('The API key is not valid.');
  });
});

it('limits of the modes are counted apart', async () => {
  const small = await startPartnerHouse({ LIMITS_FACTOR: '0.0017' });
  try {
    const enter = (mode: Mode) => small.api.get('/v2').set('Authorization', small.as('acme', mode));
    const first = await enter('test').expect(200);
    await enter('test').expect(429);
    const { headers } = await enter('live').expect(200);
    expect(headers['ratelimit-policy']).toBe(first.headers['ratelimit-policy']);
    await enter('live').expect(429);
  } finally {
    await small.close();
  }
});

describe.each(databases)('records in %s', (_, open) => {
  let database: Database;
  beforeEach(async () => (database = await open()));
  afterEach(() => database.close());

  it('of usage and of writes tell the modes apart', async () => {
    const recorded = await startPartnerHouse(database.env);
    const as = (mode: Mode) => ({ Authorization: recorded.as('acme', mode) });
    for (const mode of modes) await recorded.api.post('/v2/webhooks').set(as(mode)).send(hook).expect(201);
    await recorded.api.get('/v2').set(as('test')).expect(200);
    // Counts in memory are written when the process stops.
    await recorded.close();
    const later = await startPartnerHouse(database.env);
    try {
      const usage = async (mode: Mode) =>
        (
          await later.api
            .get('/v2/usage')
            .set({ Authorization: later.as('acme', mode) })
            .expect(200)
        ).body;
      expect((await usage('test'))._embedded.usage).toMatchObject([
        { key: 'acme-test', operation: 'createWebhook', requests: 1 },
        { key: 'acme-test', operation: 'entry', requests: 1 },
      ]);
      expect(await usage('live')).toMatchObject({ requests: 1, _embedded: { usage: [{ key: 'acme' }] } });
    } finally {
      await later.close();
    }
    const written = await database.command('audit acme');
    expect(written.split('\n').filter((line) => line.includes('createWebhook'))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/ acme +live /) as unknown,
        expect.stringMatching(/ acme-test +test /) as unknown,
      ]),
    );
    expect(await database.command('usage acme')).toMatch(/acme +acme-test +test +v2 +entry +1/);
  });

  it('of keys that the command issues say the mode', async () => {
    await database.command('partner hooli');
    expect(await database.command('issue hooli --scopes orders:read --test')).toMatch(/\nfk_test_/);
    expect(await database.command('issue hooli --scopes orders:read')).toMatch(/\nfk_dev_/);
    const [head, ...lines] = (await database.command('list hooli')).trimEnd().split('\n');
    expect(head).toMatch(/ MODE /);
    expect(lines.map((line) => line.split(/ {2,}/)[2]).toSorted()).toEqual(['live', 'test']);
  });
});

it('production takes test keys, and no key of development, even with the database of development', async () => {
  const peppers = { API_KEY_PEPPERS: 'the pepper of this spec' };
  const [, open] = databases[0]!;
  const database = await open();
  const seeded = await openKeys(loadKeysConfig({ ...database.env, ...peppers, NODE_ENV: 'development' }));
  const { key } = await seeded.administration.issue({ partnerId: 'acme', mode: 'test', scopes: ['orders:read'] });
  const dev = await seeded.administration.issue({ partnerId: 'acme', mode: 'live', scopes: ['orders:read'] });
  await seeded.close();
  const production = await startPartnerHouse({
    ...database.env,
    ...peppers,
    NODE_ENV: 'production',
    INSECURE_ISSUER: 'true',
    PARTNER_BFF_CLIENT_SECRET: 'a secret of this spec alone',
    WEBHOOK_KEYS: 'w'.repeat(32),
  });
  try {
    const enter = (with_: string) => production.api.get('/v2').set('X-API-Key', with_);
    expect((await enter(key).expect(200)).body.mode).toBe('test');
    expect((await enter(dev.key).expect(401)).body.detail).toContain('development');
  } finally {
    await production.close();
    await database.close();
  }
});

const places = await startSpecMessagings(process.env['AMQP_URL']);
afterAll(async () => {
  await Promise.all(places.map(({ stop }) => stop()));
});

describe.each(places)('events of orders, over $name', ({ env, connect }) => {
  let told: PartnerHouse;
  let messaging: Messaging;
  beforeEach(async () => {
    messaging = connect();
    await messaging.declare({ group: 'partner-webhooks', topics: ['order.*'] });
    told = await startPartnerHouse({ ...env, WEBHOOK_ALLOW_LOOPBACK: 'true' });
  });
  afterEach(async () => {
    await told.close();
    await messaging.close();
  });

  /** Publishes an event as the orders service does; without a mode, as it did before there were modes. */
  const publish = async (mode: Mode | undefined, id: string): Promise<void> => {
    const money = { amount_minor: 1_050, currency_code: 'EUR' };
    const order = {
      order_id: `of-${id}`,
      owner: { owner_kind: 'partner', owner_id: 'acme', ...(mode && { owner_mode: mode }) },
      ...{ status: 'PAID', line_items: [], grand_total: money, allowed_moves: [] },
      timeline: { placed_at: '2026-11-29T10:00:00.000Z', updated_at: '2026-11-29T10:01:00.000Z', steps: [] },
    };
    await messaging.publish([{ id, topic: 'order.paid', key: id, at: '2026-11-29T10:01:00.000Z', data: { order } }]);
  };

  it('reach the endpoints of their mode alone, and say the mode', async () => {
    const receivers = { live: await startReceiver(), test: await startReceiver() };
    for (const mode of modes) {
      const endpoint = { url: receivers[mode].url, events: ['*'] };
      await told.api.post('/v2/webhooks').set('Authorization', told.as('acme', mode)).send(endpoint).expect(201);
    }
    const ids = { old: randomUUID(), live: randomUUID(), test: randomUUID() };
    await publish(undefined, ids.old);
    await publish('test', ids.test);
    await publish('live', ids.live);
    await Promise.all([
      receivers.live.until(({ length }) => length >= 2),
      receivers.test.until(({ length }) => length >= 1),
    ]);
    const received = (mode: Mode) =>
      receivers[mode].received.map(({ id, body }) => `${id} ${(JSON.parse(body) as { mode: Mode }).mode}`).toSorted();
    expect(received('live')).toEqual([`${ids.old} live`, `${ids.live} live`].toSorted());
    expect(received('test')).toEqual([`${ids.test} test`]);
    for (const mode of modes) receivers[mode].close();
  });
});
