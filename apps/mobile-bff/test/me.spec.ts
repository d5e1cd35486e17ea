/** Profile, wish list and devices of the customer who asks; and `If-Match` where two of their devices write. */

import { newCall } from '@frontage/call';
import { createCustomersClient, type CustomersClient } from '@frontage/customers-client';
import { testIdentity } from '@frontage/service-host';
import { parseServiceLocation, specPolicy } from '@frontage/upstream';
import { startMobileHouse, type MobileHouse } from './harness.ts';

let house: MobileHouse;
let customers: CustomersClient;
beforeAll(async () => {
  house = await startMobileHouse();
  const location = parseServiceLocation(house.domain.services.customers.url);
  customers = createCustomersClient({ ...specPolicy, location, identity: testIdentity });
});
afterEach(() => house.recover());
afterAll(async () => {
  await customers.close();
  await house.close();
});

let people = 0;
/** Customer of one test alone. */
const newcomer = (): string => `person-${(people += 1)}`;

type Verb = 'get' | 'put' | 'patch' | 'delete';
const send = (who: string, verb: Verb, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
  const sent = house.phone[verb](path).set({ Authorization: house.as(who), ...headers });
  return body === undefined ? sent : sent.send(body);
};
const any = { 'If-Match': '*' };
const devicesOf = (id: string) => customers.devices(id, newCall({ caller: { kind: 'customer', id } }));

describe('the profile', () => {
  const quietHours = { from: '22:00', to: '06:30', timeZone: 'Europe/Berlin' };

  it('is the own one, in few bytes', async () => {
    const { body, headers } = await send('ada', 'get', '/me', undefined, { 'Frontage-Debug': '1' }).expect(200);
    expect(body).toMatchObject({ id: 'ada', name: 'Ada Lovelace', email: 'ada@example.test', tier: 'gold' });
    expect(body.addresses.filter(({ isDefault }: { isDefault?: true }) => isDefault)).toHaveLength(1);
    expect(body).not.toHaveProperty('quietHours');
    expect(headers['frontage-budget']).toMatch(/^calls=1;/);
    const { body: fresh } = await send(newcomer(), 'get', '/me').expect(200);
    expect(fresh).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      tier: 'standard',
      locale: 'en-IE',
      currency: 'EUR',
    });
    await house.phone.get('/me').expect(401);
    await house.phone
      .get('/me')
      .set('Authorization', house.as('sam', { roles: ['support'] }))
      .expect(403);
  });

  it.each(['application/merge-patch+json', 'application/json'])('changes what is named, as %s', async (type) => {
    const who = newcomer();
    const before = await send(who, 'get', '/me').expect(200);
    const patch = (body: object, tag: string) =>
      send(who, 'patch', '/me', body, { 'If-Match': tag, 'Content-Type': type });
    const changed = await patch({ name: ' Grace Hopper ', quietHours }, before.headers['etag']!).expect(200);
    expect(changed.body).toEqual({ ...before.body, name: 'Grace Hopper', quietHours });
    const ended = await patch({ quietHours: null, locale: 'de-DE', currency: 'CHF' }, changed.headers['etag']!);
    expect(ended.body).toEqual({ ...before.body, name: 'Grace Hopper', locale: 'de-DE', currency: 'CHF' });
    const read = await send(who, 'get', '/me').expect(200);
    expect([read.body, read.headers['etag']]).toEqual([ended.body, ended.headers['etag']]);
    await send(who, 'get', '/me', undefined, { 'If-None-Match': ended.headers['etag']! }).expect(304);
    // An answer that was lost: the same change with the same tag is no conflict with itself.
    await patch({ name: 'Grace Hopper' }, before.headers['etag']!).expect(200);
  });

  it('is written by whoever read it last, and by nobody unseen', async () => {
    const who = newcomer();
    const { etag } = (await send(who, 'get', '/me').expect(200)).headers;
    await send(who, 'patch', '/me', { name: 'First' }, { 'If-Match': etag! }).expect(200);
    for (const tag of [etag!, '"another"', 'W/"7", "x"']) {
      const { body } = await send(who, 'patch', '/me', { name: 'Second' }, { 'If-Match': tag }).expect(412);
      expect(body).toMatchObject({ code: 'PRECONDITION_FAILED' });
    }
    const absent = await send(who, 'patch', '/me', { name: 7 }, { 'Accept-Language': 'de' }).expect(428);
    expect(absent.body).toMatchObject({ code: 'PRECONDITION_REQUIRED', title: 'Eine Vorbedingung ist nötig' });
    expect((await send(who, 'get', '/me')).body.name).toBe('First');
  });

  it.each<[string, object, string]>([
    ['a name of nothing', { name: ' ' }, '#/body/name'],
    ['a name of two lines', { name: 'A\nB' }, '#/body/name'],
    ['a name that is too long', { name: 'x'.repeat(121) }, '#/body/name'],
    ['no name', { name: null }, '#/body/name'],
    ['a locale that is none', { locale: 'german' }, '#/body/locale'],
    ['a currency without a price list', { currency: 'BTC' }, '#/body/currency'],
    ['quiet hours of nothing', { quietHours: {} }, '#/body/quietHours/from'],
    ['quiet hours of no length', { quietHours: { ...quietHours, to: '22:00' } }, '#/body/quietHours/to'],
    ['an hour that no clock has', { quietHours: { ...quietHours, from: '24:00' } }, '#/body/quietHours/from'],
    ['a time zone that is none', { quietHours: { ...quietHours, timeZone: 'Mars/X' } }, '#/body/quietHours/timeZone'],
    ['a member that is not theirs to write', { tier: 'gold' }, '#/body/tier'],
    ['a member that is none', { constructor: 1 }, '#/body/constructor'],
  ])('is not changed to %s', async (_, change, pointer) => {
    const { body } = await send('bob', 'patch', '/me', change, any).expect(400);
    expect([body.code, body.errors[0].pointer]).toEqual(['INVALID_INPUT', pointer]);
  });

  it('is changed by JSON of one meaning, of its media types, and of bounded length', async () => {
    const patch = (text: string, type = 'application/json') =>
      house.phone
        .patch('/me')
        .set({ Authorization: house.as('bob'), 'Content-Type': type, ...any })
        .send(text);
    await patch('{"name":"One"', 'application/json').expect(400);
    await patch('{"name":"One"}', 'text/plain').expect(415);
    await patch('{"name":"One"}', 'application/json-patch+json').expect(415);
    await patch('name=One', 'application/x-www-form-urlencoded').expect(415);
    await patch(`{"name":"${'x'.repeat(200_000)}"}`).expect(413);
    // The last one of equal names counts, as ECMAScript reads JSON (RFC 8259 §4).
    const { body } = await patch('{"name":"One","name":"Bob Kahn"}').expect(200);
    expect(body.name).toBe('Bob Kahn');
    for (const name of ['"__proto__"', '"\\u005f_proto__"'])
      await patch(`{${name}:{"tier":"gold"}}`).expect(({ status }) => expect([200, 400]).toContain(status));
    expect((await send('bob', 'get', '/me')).body.tier).toBe('standard');
  });
});

describe('the wish list', () => {
  it('has what was put on it, once, newest first, with its product as it is now', async () => {
    const who = newcomer();
    for (const [id, total] of [
      ['p-002', 1],
      ['p-001', 2],
      ['p-002', 2],
    ] as const)
      expect((await send(who, 'put', `/wishlist/${id}`).expect(200)).body).toEqual({ total });
    const { body, headers } = await send(who, 'get', '/wishlist', undefined, { 'Frontage-Debug': '1' }).expect(200);
    expect(headers['frontage-budget']).toMatch(/^calls=4;waves=2;/);
    expect(body).toMatchObject({ total: 2, items: [{ id: 'p-001' }, { id: 'p-002' }] });
    expect(body.items[0]).toEqual({
      id: 'p-001',
      at: expect.stringMatching(/Z$/),
      name: expect.any(String),
      price: { amount: expect.any(Number), currency: 'EUR' },
      ...('was' in body.items[0] && { was: expect.anything() }),
      stock: expect.any(String),
      image: expect.stringMatching(/w=320$/),
    });
    const yen = await send(who, 'get', '/wishlist?limit=1', undefined, { 'Accept-Currency': 'JPY' }).expect(200);
    expect(yen.body.items).toMatchObject([{ price: { currency: 'JPY' } }]);
    const rest = await send(who, 'get', `/wishlist?cursor=${yen.body.next}`).expect(200);
    expect([rest.body.items.length, rest.body.items[0].id, rest.body.next]).toEqual([1, 'p-002', undefined]);
    for (const total of [1, 1])
      expect((await send(who, 'delete', '/wishlist/p-002').expect(200)).body).toEqual({ total });
    const { headers: kept } = await send(who, 'get', '/wishlist').expect(200);
    await send(who, 'get', '/wishlist', undefined, { 'If-None-Match': kept['etag']! }).expect(304);
    await send(who, 'delete', '/wishlist/p-001').expect(200);
    expect((await send(who, 'get', '/wishlist').expect(200)).body).toEqual({ items: [], total: 0 });
  });

  it('takes no product that is not sold, no id that is none, and no cursor of another list', async () => {
    await send('bob', 'put', '/wishlist/p-999').expect(404);
    for (const id of ['%3Cscript%3E', '%20', '.hidden', 'x'.repeat(65)])
      for (const verb of ['put', 'delete'] as const) await send('bob', verb, `/wishlist/${id}`).expect(400);
    const who = newcomer();
    for (const id of ['p-001', 'p-002']) await send(who, 'put', `/wishlist/${id}`).expect(200);
    const { body } = await send(who, 'get', '/wishlist?limit=1').expect(200);
    const other = await send('bob', 'get', `/wishlist?cursor=${body.next}`).expect(400);
    expect(other.body.reason).toBe('BAD_CURSOR');
    for (const query of ['limit=0', 'limit=51', 'limit=x', 'cursor=garbage'])
      await send(who, 'get', `/wishlist?${query}`).expect(400);
  });

  it('holds 200 products, and says so in the language of the phone', async () => {
    const who = newcomer();
    const call = () => newCall({ caller: { kind: 'customer', id: who } });
    for (let wish = 1; wish <= 200; wish += 1)
      await customers.addToWishlist({ customerId: who, productId: `gone-${wish}` }, call());
    const full = await send(who, 'put', '/wishlist/p-001', undefined, { 'Accept-Language': 'de' }).expect(422);
    expect(full.body).toMatchObject({ reason: 'WISHLIST_FULL', detail: 'Die Merkliste ist voll.' });
    // A product that is no longer sold has its id, to be taken off by.
    const { body } = await send(who, 'get', '/wishlist?limit=1').expect(200);
    expect(body).toMatchObject({ total: 200, items: [{ id: expect.stringMatching(/^gone-/) }] });
    expect(body.items[0]).not.toHaveProperty('name');
  });

  it('stays without what cannot be asked, and fails without itself', async () => {
    const who = newcomer();
    await send(who, 'put', '/wishlist/p-001').expect(200);
    house.domain.services.pricing.faults.set({ down: true });
    const { body } = await send(who, 'get', '/wishlist').expect(200);
    expect([body.degraded, body.items[0].price]).toEqual([['prices'], undefined]);
    house.domain.services.customers.faults.set({ status: 503 });
    await send(who, 'get', '/wishlist').expect(503);
  });
});

describe('devices', () => {
  const device = { platform: 'ios', token: 'token-of-a-phone' };

  it('are registered once each, with their latest token, which no answer shows', async () => {
    const who = newcomer();
    const texts = [];
    for (const [id, token, total] of [
      ['phone', 'one', 1],
      ['tablet', 'two', 2],
      ['phone', 'three', 2],
    ] as const) {
      const { body, text } = await send(who, 'put', `/devices/${id}`, { platform: 'android', token }).expect(200);
      expect(body).toEqual({ total });
      texts.push(text);
    }
    expect(texts.join()).not.toMatch(/one|two|three/);
    expect(await devicesOf(who)).toMatchObject([
      { id: 'tablet', platform: 'android', token: 'two' },
      { id: 'phone', platform: 'android', token: 'three' },
    ]);
    for (const total of [1, 1])
      expect((await send(who, 'delete', '/devices/phone').expect(200)).body).toEqual({ total });
  });

  it('of somebody else are as if they had never been', async () => {
    const [owner, other] = [newcomer(), newcomer()];
    await send(owner, 'put', '/devices/phone', device).expect(200);
    const { body } = await send(other, 'delete', '/devices/phone').expect(200);
    expect(body).toEqual((await send(other, 'delete', '/devices/never-was').expect(200)).body);
    expect(await devicesOf(owner)).toMatchObject([{ id: 'phone' }]);
  });

  it('are at most 20, of which the oldest goes', async () => {
    const who = newcomer();
    for (let count = 1; count <= 25; count += 1)
      await send(who, 'put', `/devices/d-${count}`, { ...device, token: `t-${count}` }).expect(200);
    expect((await devicesOf(who)).map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => `d-${index + 6}`),
    );
  });

  it.each<[string, string, unknown, number]>([
    ['another platform', 'phone', { ...device, platform: 'beeper' }, 400],
    ['no token', 'phone', { platform: 'ios' }, 400],
    ['an empty token', 'phone', { ...device, token: '' }, 400],
    ['a token with blanks', 'phone', { ...device, token: 'a b' }, 400],
    ['a token that is too long', 'phone', { ...device, token: 'x'.repeat(4_097) }, 400],
    ['a token without end', 'phone', { ...device, token: 'x'.repeat(20_000) }, 413],
    ['a member too many', 'phone', { ...device, owner: 'bob' }, 400],
    ['a list', 'phone', [device], 400],
    ['an id that is none', '%00', device, 400],
    ['an id that is too long', 'x'.repeat(65), device, 400],
  ])('are refused with %s', async (_, id, body, status) => {
    const { body: problem } = await send('bob', 'put', `/devices/${id}`, body as object).expect(status);
    expect(JSON.stringify(problem.errors ?? [])).not.toContain('xxxx');
    expect(await devicesOf('bob')).toEqual([]);
  });

  it('are registered some times a minute, and not a thousand times', async () => {
    const own = await startMobileHouse({ LIMITS_FACTOR: '1' });
    try {
      const put = (id: string) => own.phone.put(`/devices/${id}`).set('Authorization', own.as('ada')).send(device);
      const statuses: number[] = [];
      for (let count = 1; count <= 40; count += 1) statuses.push((await put(`d-${count}`)).status);
      expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
      expect((await put('d-41').expect(429)).body).toMatchObject({ code: 'RATE_LIMITED' });
    } finally {
      await own.close();
    }
  });
});

describe('the cart', () => {
  const put = (who: string, id: string, quantity: number, headers = {}) =>
    send(who, 'put', `/cart/items/${id}`, { quantity }, headers);

  it('is written as it was read by one of two devices, where they say what they read', async () => {
    const who = newcomer();
    const { etag } = (await send(who, 'get', '/cart').expect(200)).headers;
    const { headers } = await put(who, 'p-001', 1, { 'If-Match': etag }).expect(200);
    for (const stale of [
      put(who, 'p-001', 2, { 'If-Match': etag }),
      send(who, 'delete', '/cart/items/p-001', undefined, { 'If-Match': etag! }),
    ])
      expect((await stale.expect(412)).body).toMatchObject({ code: 'PRECONDITION_FAILED' });
    // A repetition after a lost answer, and a write of something else: what is so already is a success.
    await put(who, 'p-001', 1, { 'If-Match': etag }).expect(200);
    await send(who, 'delete', '/cart/items/p-001', undefined, { 'If-Match': headers['etag']! }).expect(200);
    await put(who, 'p-001', 3, { 'If-Match': 'x' }).expect(400);
  });

  it('is written by phones that say nothing, as ever, and by a tag whose prices have changed since', async () => {
    const who = newcomer();
    await put(who, 'p-001', 1).expect(200);
    const { headers } = await send(who, 'get', '/cart', undefined, { 'Accept-Currency': 'JPY' }).expect(200);
    await put(who, 'p-002', 1, { 'If-Match': headers['etag'] }).expect(200);
    await put(who, 'p-001', 2).expect(200);
    const { body, headers: read } = await send(who, 'get', '/cart').expect(200);
    expect(body.items).toMatchObject([
      { id: 'p-001', quantity: 2 },
      { id: 'p-002', quantity: 1 },
    ]);
    await send(who, 'get', '/cart', undefined, { 'If-None-Match': read['etag']! }).expect(304);
  });
});
