import {
  createKeyAdministration,
  createPeppers,
  maxLiveKeys,
  parseApiKey,
  type ApiKeyStore,
  type KeyAdministration,
} from '../api-key.exports.ts';
import { isLive } from './key-store.ts';
import { memoryKeyStore } from './memory-key-store.ts';
import { developmentPartners } from '../development.exports.ts';

const hour = 3_600_000;
const peppers = createPeppers(['the pepper of this spec']);
let now: number;
let store: ApiKeyStore;
let keys: KeyAdministration;
beforeEach(async () => {
  now = Date.parse('2026-05-01T10:00:00.000Z');
  store = memoryKeyStore();
  for (const partner of developmentPartners) await store.putPartner(partner);
  keys = createKeyAdministration({ store, peppers, liveWord: 'live', now: () => now });
});

const issue = (more = {}) =>
  keys.issue({ partnerId: 'acme', mode: 'live', scopes: ['orders:read', 'orders:read'], ...more });
const live = async (): Promise<string[]> =>
  (await store.keysOf('acme')).filter((key) => isLive(key, new Date(now).toISOString())).map(({ id }) => id);

describe('issuing', () => {
  it('gives the key once, and keeps what tells it from others', async () => {
    const { key, record } = await issue({ addresses: ['192.0.2.0/24'], expiresInMs: 24 * hour });
    expect(key).toMatch(/^fk_live_/);
    expect(parseApiKey(key)).toEqual({ id: record.id, word: 'live' });
    expect(record).toMatchObject({
      hint: key.slice(-4),
      scopes: ['orders:read'],
      createdAt: '2026-05-01T10:00:00.000Z',
      expiresAt: '2026-05-02T10:00:00.000Z',
    });
    expect((await store.find(record.id))?.key).toEqual(record);
    expect(peppers.match(key, record)).toBe('right');
    expect(JSON.stringify(record)).not.toContain(key.slice(-12));
  });

  it('names the mode in the key: test everywhere, and live by another word outside of production', async () => {
    const elsewhere = createKeyAdministration({ store, peppers, liveWord: 'dev' });
    for (const [by, mode, word] of [
      [keys, 'live', 'live'],
      [keys, 'test', 'test'],
      [elsewhere, 'live', 'dev'],
      [elsewhere, 'test', 'test'],
    ] as const) {
      const { key, record } = await by.issue({ partnerId: 'acme', mode, scopes: ['orders:read'] });
      expect([parseApiKey(key)?.word, record.mode]).toEqual([word, mode]);
      const successor = await by.roll(record.id, { overlapMs: 0 });
      expect([parseApiKey(successor.key)?.word, successor.record.mode]).toEqual([word, mode]);
    }
  });

  it('stops when many keys are live in the same mode', async () => {
    const { record } = await issue();
    for (let more = 1; more < maxLiveKeys; more += 1) await issue();
    await expect(issue()).rejects.toMatchObject({ code: 'CONFLICT', reason: 'KEY_LIMIT' });
    await keys.revoke(record.id);
    await issue();
    expect(await live()).toHaveLength(maxLiveKeys);
    await issue({ mode: 'test' });
  });

  it.each([
    ['an unknown partner', { partnerId: 'nobody' }, 'NOT_FOUND'],
    ['no scope', { scopes: [] }, 'INVALID_INPUT'],
    ['an odd address', { addresses: ['192.0.2.0/33'] }, 'INVALID_INPUT'],
    ['a network with a slip', { addresses: ['192.0.2.1/24'] }, 'INVALID_INPUT'],
  ])('refuses %s', async (_, terms, code) => {
    await expect(issue(terms)).rejects.toMatchObject({ code });
    expect(await live()).toEqual([]);
  });
});

describe('rolling', () => {
  it('gives a successor for the same uses; the old key opens until the overlap is over', async () => {
    const { record: old } = await issue({ addresses: ['192.0.2.0/24'], expiresInMs: 90 * 24 * hour });
    now += 80 * 24 * hour;
    const { record } = await keys.roll(old.id, { overlapMs: hour });
    expect(record).toMatchObject({ scopes: old.scopes, addresses: old.addresses });
    expect(Date.parse(record.expiresAt!) - now).toBe(90 * 24 * hour);
    expect(await live()).toEqual([record.id, old.id]);
    now += hour;
    expect(await live()).toEqual([record.id]);
  });

  it('ends the old key at once when asked to, also when as many are live as may be', async () => {
    const { record: first } = await issue();
    for (let more = 1; more < maxLiveKeys; more += 1) await issue();
    await expect(keys.roll(first.id, { overlapMs: hour })).rejects.toMatchObject({ reason: 'KEY_LIMIT' });
    expect(await live()).toContain(first.id);
    const { record } = await keys.roll(first.id, { overlapMs: 0 });
    expect(await live()).toHaveLength(maxLiveKeys);
    expect(await live()).toContain(record.id);
    expect(await live()).not.toContain(first.id);
  });

  it('never prolongs the life of the old key', async () => {
    const { record: old } = await issue({ expiresInMs: hour });
    await keys.roll(old.id, { overlapMs: 24 * hour });
    expect((await store.find(old.id))?.key.expiresAt).toBe(old.expiresAt);
  });

  it('can be done again while the old key is live: the end stays, and so does the lifetime of successors', async () => {
    const { record: old } = await issue({ expiresInMs: 90 * 24 * hour });
    now += 24 * hour;
    const { record: lost } = await keys.roll(old.id, { overlapMs: hour });
    now += hour / 2;
    const { record: kept } = await keys.roll(old.id, { overlapMs: hour });
    expect(Date.parse(kept.expiresAt!) - now).toBe(90 * 24 * hour);
    expect(Date.parse((await store.find(old.id))!.key.expiresAt!) - now).toBe(hour / 2);
    expect((await live()).toSorted()).toEqual([old.id, lost.id, kept.id].toSorted());
  });

  it('is not done with what is dead or was never there', async () => {
    const { record } = await issue();
    const ended = { code: 'CONFLICT', reason: 'KEY_ENDED' };
    await keys.revoke(record.id);
    await expect(keys.roll(record.id, { overlapMs: 0 })).rejects.toMatchObject(ended);
    await expect(keys.roll('nothing', { overlapMs: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(keys.revoke('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
