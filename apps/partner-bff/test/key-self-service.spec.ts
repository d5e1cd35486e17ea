/** Keys as partners administrate them: /v2/keys. */

import { maxLiveKeys } from '@frontage/auth/api-key';
import { scopes, type Scope } from '@frontage/policy';
import { loadKeysConfig } from '../src/config.ts';
import { openKeys, type Keys } from '../src/keys/keys.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPartnerHouse, type PartnerHouse } from './harness.ts';

let folder: string;
let house: PartnerHouse;
let operator: Keys;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontage-self-service-'));
  const env = { DATABASE_URL: `sqlite:${join(folder, 'keys.sqlite')}` };
  house = await startPartnerHouse(env);
  operator = await openKeys(loadKeysConfig(env));
});
afterAll(async () => {
  await operator.close();
  await house.close();
  rmSync(folder, { recursive: true });
});

/** A partner of its own for each test, with a key of an operator. */
async function joined(partnerId: string, given: readonly Scope[] = scopes): Promise<string> {
  await operator.store.putPartner({ id: partnerId, status: 'active', tier: 'standard', regions: ['EU'] });
  return (await operator.administration.issue({ partnerId, mode: 'live', scopes: given })).key;
}
const as = (key: string) => ({ Authorization: `Bearer ${key}` });
const create = (by: string, body: object) => house.api.post('/v2/keys').set(as(by)).send(body);
const enter = (key: string) => house.api.get('/v2').set(as(key));
const list = async (by: string) => (await house.api.get('/v2/keys').set(as(by)).expect(200)).body._embedded.keys;

describe('a key that a partner makes', () => {
  it('is shown once, opens at once, and does what it was given', async () => {
    const owner = await joined('hooli');
    const made = await create(owner, { scopes: ['orders:read'], expiresInDays: 90 }).expect(201);
    const { key, id, _links } = made.body;
    expect(made.headers['location']).toBe(_links.self.href);
    expect(key).toMatch(/^fk_dev_/);
    expect(Object.keys((await enter(key).expect(200)).body._links)).toEqual([
      'self',
      'orders',
      'operation',
      'describedby',
      'profile',
    ]);
    await house.api.get('/v2/keys').set(as(key)).expect(403);
    const read = await house.api.get(_links.self.href).set(as(owner)).expect(200);
    expect(read.body).toMatchObject({
      id,
      hint: key.slice(-4),
      scopes: ['orders:read'],
      state: 'live',
      current: false,
    });
    expect(Date.parse(read.body.expiresAt) - Date.parse(read.body.createdAt)).toBe(90 * 86_400_000);
    expect(JSON.stringify([read.body, await list(owner)])).not.toContain(key.slice(-12));
    expect(readFileSync(join(folder, 'keys.sqlite-wal')).includes(key.slice(-12))).toBe(false);
  });

  it('has no scope that the key which makes it lacks', async () => {
    const owner = await joined('pied-piper', ['keys:manage', 'orders:read']);
    const { body, headers } = await create(owner, { scopes: ['orders:read', 'orders:write'] }).expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_NOT_HELD' });
    expect(body.detail).toContain('orders:write');
    expect(headers['www-authenticate']).toContain('scope="orders:write"');
    expect(await operator.store.keysOf('pied-piper')).toHaveLength(1);
  });

  it('opens from its addresses alone', async () => {
    const owner = await joined('raviga');
    const { body: elsewhere } = await create(owner, { scopes: ['orders:read'], addresses: ['192.0.2.0/24'] });
    expect((await enter(elsewhere.key).expect(403)).body.reason).toBe('ADDRESS_NOT_ALLOWED');
    const { body: here } = await create(owner, { scopes: ['orders:read'], addresses: ['127.0.0.0/8', '::1'] });
    await enter(here.key).expect(200);
    expect(here.addresses).toEqual(['127.0.0.0/8', '::1']);
  });

  it.each([
    ['no scope', { scopes: [] }, '#/body/scopes'],
    ['an unknown scope', { scopes: ['everything'] }, '#/body/scopes/0'],
    ['no address', { scopes: ['orders:read'], addresses: ['nowhere'] }, '#/body/addresses/0'],
    ['a network with a slip', { scopes: ['orders:read'], addresses: ['::1', '192.0.2.1/24'] }, '#/body/addresses/1'],
    ['two addresses in one', { scopes: ['orders:read'], addresses: ['192.0.2.1,192.0.2.2'] }, '#/body/addresses/0'],
    ['an odd end', { scopes: ['orders:read'], expiresInDays: 0 }, '#/body/expiresInDays'],
    ['a partner', { scopes: ['orders:read'], partnerId: 'globex' }, '#/body/partnerId'],
  ])('is refused for %s', async (_, terms, pointer) => {
    const { body } = await create(house.as('acme').slice('Bearer '.length), terms).expect(400);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('is refused when too many are live', async () => {
    const owner = await joined('aviato');
    for (let count = 1; count < maxLiveKeys; count += 1) await create(owner, { scopes: ['orders:read'] }).expect(201);
    const { body } = await create(owner, { scopes: ['orders:read'] }).expect(409);
    expect(body).toMatchObject({ code: 'CONFLICT', reason: 'KEY_LIMIT' });
    const [{ _links: links }] = await list(owner);
    await house.api.delete(links.self.href).set(as(owner)).expect(200);
    await create(owner, { scopes: ['orders:read'] }).expect(201);
  });
});

describe('a roll', () => {
  it('leaves both keys open until the overlap is over, and the old one can be revoked at once', async () => {
    const owner = await joined('endframe');
    const { body: old } = await create(owner, { scopes: ['orders:read'] }).expect(201);
    const before = Date.now();
    const rolled = await house.api.post(old._links.roll.href).set(as(owner)).expect(201);
    expect(rolled.headers['location']).toBe(rolled.body._links.self.href);
    for (const { key } of [old, rolled.body]) await enter(key).expect(200);
    const { body: now } = await house.api.get(old._links.self.href).set(as(owner)).expect(200);
    expect(now).toMatchObject({ state: 'rolled', _links: { successor: rolled.body._links.self } });
    const overlap = Date.parse(now.expiresAt) - before;
    expect(overlap).toBeGreaterThanOrEqual(24 * 3_600_000);
    expect(overlap).toBeLessThan(25 * 3_600_000);
    // A lost answer: rolled again, each successor stays.
    const { body: again } = await house.api.post(old._links.roll.href).set(as(owner)).expect(201);
    for (const { key } of [old, rolled.body, again]) await enter(key).expect(200);
    const { body: gone } = await house.api.delete(old._links.self.href).set(as(owner)).expect(200);
    expect(gone.state).toBe('revoked');
    const ended = await house.api.post(old._links.roll.href).set(as(owner)).expect(409);
    expect(ended.body.reason).toBe('KEY_ENDED');
  });

  it('is refused of a key that may more, and its link is not shown', async () => {
    const owner = await joined('concierge');
    const { body: lesser } = await create(owner, { scopes: ['keys:manage', 'keys:read'] }).expect(201);
    const [, { _links: links, current }] = await list(lesser.key);
    expect([Object.keys(links), current]).toEqual([['self', 'revoke'], false]);
    const { body } = await house.api.post(`${links.self.href}/roll`).set(as(lesser.key)).expect(403);
    expect(body.reason).toBe('SCOPE_NOT_HELD');
  });
});

describe('a revocation', () => {
  it('holds, can be repeated, and may be of the key that asks', async () => {
    const owner = await joined('bachmanity');
    const { body: key } = await create(owner, { scopes: ['keys:manage'] }).expect(201);
    const first = await house.api.delete(key._links.self.href).set(as(key.key)).expect(200);
    expect(first.body).toMatchObject({ state: 'revoked', current: true });
    const second = await house.api.delete(key._links.self.href).set(as(owner)).expect(200);
    expect(second.body.revokedAt).toBe(first.body.revokedAt);
    // An instance that has not looked it up before. Others know within five seconds, tested with a fake clock in libs/auth.
    const { body: unused } = await create(owner, { scopes: ['orders:read'] }).expect(201);
    await house.api.delete(unused._links.self.href).set(as(owner)).expect(200);
    expect((await enter(unused.key).expect(401)).body.detail).toBe('The API key has been revoked.');
  });
});

describe('keys', () => {
  it('of another partner are not found, whatever is asked of them', async () => {
    const [owner, other] = [await joined('umbrella'), await joined('initrode')];
    const [{ _links: links }] = await list(owner);
    await house.api.get(links.self.href).set(as(other)).expect(404);
    await house.api.post(links.roll.href).set(as(other)).expect(404);
    await house.api.delete(links.self.href).set(as(other)).expect(404);
    await enter(owner).expect(200);
    expect((await list(other)).map(({ current }: { current: boolean }) => current)).toEqual([true]);
  });

  it('are listed in pages, newest first', async () => {
    const owner = await joined('vandelay');
    for (let count = 1; count < 5; count += 1) await create(owner, { scopes: ['orders:read'] }).expect(201);
    const ids: string[] = [];
    let href = '/v2/keys?limit=2';
    for (let page = 0; page < 3; page += 1) {
      const { body } = await house.api.get(href).set(as(owner)).expect(200);
      ids.push(...body._embedded.keys.map(({ id }: { id: string }) => id));
      href = body._links.next?.href ?? '';
    }
    expect(href).toBe('');
    expect(ids).toEqual((await operator.store.keysOf('vandelay')).map(({ id }) => id));
  });

  it('are made a hundred times a day at most', async () => {
    const strict = await startPartnerHouse({ LIMITS_FACTOR: '0.01' });
    const make = () => strict.api.post('/v2/keys').set('Authorization', strict.as('globex'));
    await make()
      .send({ scopes: ['orders:read'] })
      .expect(201);
    const { body } = await make()
      .send({ scopes: ['orders:read'] })
      .expect(429);
    expect(body['violated-policies']).toContain('new-keys');
    await strict.close();
  });
});
