import type { Authentication } from '@frontage/http-server';
import { scopes } from '@frontage/policy';
import { apiKeyAuthenticator, createPeppers, formatApiKey, type ApiKeyStore } from '../api-key.exports.ts';
import type { ApiKeyOptions } from './api-key-authenticator.ts';
import type { Exposure } from './exposures.ts';
import { memoryKeyStore } from './memory-key-store.ts';
import type { FoundKey, KeyUse } from './key-store.ts';
import { developmentApiKey, seedDevelopmentKeys } from '../development.exports.ts';

const peppers = createPeppers(['the pepper of this spec']);
const acme = developmentApiKey('acme');
const guessed = (id: string): string => formatApiKey('dev', id, 'guessed00000000000000000');
const rejected = (detail: string) => ({
  kind: 'rejected',
  detail: `${detail}.`,
  challenge: `Bearer error="invalid_token", error_description="${detail}"`,
});
const notValid = rejected('The API key is not valid');

let store: ApiKeyStore;
let lookUps: string[];
let uses: KeyUse[];
/** The store's answer, changed for one test. */
let change: (found: FoundKey) => FoundKey;
let exposed: Exposure[];
let now: number;
let address: string | undefined;
beforeEach(async () => {
  store = memoryKeyStore();
  await seedDevelopmentKeys(store, peppers);
  lookUps = [];
  uses = [];
  exposed = [];
  change = (found) => found;
  now = Date.parse('2026-05-01T10:00:00.000Z');
  address = undefined;
});

function authenticate(
  headers: Record<string, string>,
  with_ = peppers,
  target = '/',
  more: Partial<ApiKeyOptions> = {},
): Authentication | Promise<Authentication> {
  const { authenticate: ask } = apiKeyAuthenticator({
    peppers: with_,
    find: async (id) => {
      lookUps.push(id);
      const found = await store.find(id);
      return found && change(found);
    },
    onUsed: (use) => uses.push(use),
    onExposed: (exposure) => exposed.push(exposure),
    now: () => now,
    ...more,
  });
  return ask({ header: (name) => headers[name], address, target });
}

const withKey = (key: string, with_ = peppers) => authenticate({ 'x-api-key': key }, with_);

describe('the API key authenticator', () => {
  it('knows a partner by the key, in either header or in both', async () => {
    const expected = {
      kind: 'authenticated',
      principal: {
        kind: 'partner',
        id: 'acme',
        keyId: 'acme',
        mode: 'live',
        tier: 'standard',
        scopes: new Set(scopes),
        regions: new Set(['EU', 'UK', 'CH', 'US', 'JP']),
      },
    };
    expect(await authenticate({ authorization: `Bearer ${acme}` })).toEqual(expected);
    expect(await authenticate({ 'x-api-key': acme })).toEqual(expected);
    expect(await authenticate({ authorization: `Bearer ${acme}`, 'x-api-key': acme })).toEqual(expected);
  });

  it('says that there is none when neither header is there', async () => {
    expect(await authenticate({ cookie: acme })).toEqual({ kind: 'absent' });
  });

  it('rejects two different keys, even when both are good', async () => {
    const both = { authorization: `Bearer ${acme}`, 'x-api-key': developmentApiKey('globex') };
    expect(await authenticate(both)).toEqual(notValid);
    expect(lookUps).toEqual([]);
  });

  it.each([
    ['a mistyped character', acme.replace('acme', 'acne')],
    ['a mistyped checksum', acme.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['a character too few', acme.slice(0, -1)],
    ['a space', `${acme} `],
    ['nothing', ''],
    ['a JWT', 'eyJhbGciOiJSUzI1NiJ9.e30.AAAA'],
    ['somebody’s password', 'frontage'],
    ['a flood', 'fk_dev_acme_'.padEnd(10_000, 'A')],
  ])('refuses %s without looking anything up', async (_, key) => {
    expect(await withKey(key)).toEqual(notValid);
    expect(lookUps).toEqual([]);
  });

  it.each(['', 'Bearer', `Basic ${acme}`, `Bearer ${acme} x`, `Bearer ${acme},${acme}`, acme])(
    'rejects the Authorization %j',
    async (authorization) => {
      expect(await authenticate({ authorization })).toEqual(notValid);
    },
  );

  it('rejects a wrong secret and an unknown id in the same words', async () => {
    expect(await withKey(guessed('acme'))).toEqual(notValid);
    expect(await withKey(guessed('nobody'))).toEqual(notValid);
    expect(lookUps).toEqual(['acme', 'nobody']);
    expect(uses).toEqual([]);
  });

  it.each<[string, (found: FoundKey) => FoundKey, object]>([
    [
      'a suspended partner',
      (found) => ({ ...found, partner: { ...found.partner, status: 'suspended' } }),
      { kind: 'refused', code: 'FORBIDDEN', reason: 'PARTNER_SUSPENDED' },
    ],
    [
      'a key that is revoked',
      (found) => ({ ...found, key: { ...found.key, revokedAt: '2026-04-01T10:00:00.000Z' } }),
      rejected('The API key has been revoked'),
    ],
    [
      'a key that has just expired',
      (found) => ({ ...found, key: { ...found.key, expiresAt: '2026-05-01T10:00:00.000Z' } }),
      rejected('The API key has expired'),
    ],
    [
      'a key from elsewhere',
      (found) => ({ ...found, key: { ...found.key, addresses: ['192.0.2.0/24'] } }),
      { kind: 'refused', code: 'FORBIDDEN', reason: 'ADDRESS_NOT_ALLOWED' },
    ],
  ])('refuses %s, and says so only when the secret is right', async (_, changed, answer) => {
    change = changed;
    address = '198.51.100.7';
    expect(await withKey(acme)).toMatchObject(answer);
    expect(await withKey(guessed('acme'))).toEqual(notValid);
    expect(uses).toEqual([]);
  });

  it('lets a key in from the addresses of its list, in whatever form they come', async () => {
    change = (found) => ({ ...found, key: { ...found.key, addresses: ['192.0.2.0/24', '2001:db8::/32'] } });
    for (const from of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::9']) {
      address = from;
      expect(await withKey(acme)).toMatchObject({ kind: 'authenticated' });
    }
    for (const from of [undefined, '', '192.0.3.1', '2001:db9::1', 'localhost']) {
      address = from;
      expect(await withKey(acme)).toMatchObject({ kind: 'refused', reason: 'ADDRESS_NOT_ALLOWED' });
    }
  });

  it('lets a key in until the instant at which it expires', async () => {
    change = (found) => ({ ...found, key: { ...found.key, expiresAt: '2026-05-01T10:00:00.001Z' } });
    expect(await withKey(acme)).toMatchObject({ kind: 'authenticated' });
    now += 1;
    expect(await withKey(acme)).toMatchObject({ kind: 'rejected' });
  });
});

describe('the mode of a key', () => {
  const inProduction = (key: string) => authenticate({ 'x-api-key': key }, peppers, '/', { refusesDevelopment: true });
  const tester = developmentApiKey('acme', 'test');

  it('is that of its record, and of the principal', async () => {
    expect(await withKey(tester)).toMatchObject({ principal: { id: 'acme', keyId: 'acme-test', mode: 'test' } });
    expect(await withKey(acme)).toMatchObject({ principal: { id: 'acme', keyId: 'acme', mode: 'live' } });
  });

  it('cannot be forged in the text of a key', async () => {
    const body = 'development00000000000000';
    for (const forged of [
      formatApiKey('dev', 'acme-test', body),
      formatApiKey('live', 'acme-test', body),
      formatApiKey('test', 'acme', body),
      formatApiKey('live', 'acme', body),
    ])
      expect(await withKey(forged)).toEqual(notValid);
    expect(uses).toEqual([]);
  });

  it('refuses a key whose record says another, though the secret is right', async () => {
    change = (found) => ({ ...found, key: { ...found.key, mode: 'test' } });
    expect(await withKey(acme)).toEqual(notValid);
    change = (found) => ({ ...found, key: { ...found.key, mode: 'live' } });
    expect(await withKey(tester)).toEqual(notValid);
    expect(uses).toEqual([]);
  });

  it('is test in production too; keys of development are refused there without a look-up', async () => {
    expect(await inProduction(tester)).toMatchObject({ kind: 'authenticated', principal: { mode: 'test' } });
    lookUps = [];
    expect(await inProduction(acme)).toMatchObject({
      kind: 'rejected',
      detail: expect.stringContaining('development') as unknown,
    });
    expect(lookUps).toEqual([]);
  });
});

describe('a key in a URL', () => {
  const inUrl = (target: string, headers = {}) => authenticate(headers, peppers, target);
  const refused = { kind: 'rejected', detail: expect.stringContaining('in a URL') as unknown };
  const reported = { id: 'acme', partnerId: 'acme', at: '2026-05-01T10:00:00.000Z' };

  it.each([
    ['any parameter', `/v2/products?limit=1&whatever=${acme}`],
    ['a name', `/v2/products?${acme}`],
    ['another text', `/v2/products?auth=Bearer%20${acme}&limit=1`],
    ['percent-encoding', `/v2/products?key=${[...acme].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('')}`],
    ['a broken query', `/v2/products?%zz&key=${acme}&%`],
    ['two parameters', `/v2/products?a=${acme}&b=${acme}`],
  ])('is refused and reported, in %s', async (_, target) => {
    expect(await inUrl(target)).toMatchObject(refused);
    expect(exposed).toEqual([reported]);
    expect(JSON.stringify(await inUrl(target))).not.toContain(acme.slice(-12));
  });

  it('is refused whatever the headers have', async () => {
    expect(await inUrl(`/?key=${acme}`, { 'x-api-key': acme })).toMatchObject(refused);
    expect(uses).toEqual([]);
  });

  it('is refused in the same words, and not reported, with a guessed secret, of nobody, and without a store', async () => {
    expect(await inUrl(`/?key=${guessed('acme')}`)).toMatchObject(refused);
    expect(await inUrl(`/?key=${guessed('nobody')}`)).toMatchObject(refused);
    change = () => {
      throw new Error('gone');
    };
    expect(await inUrl(`/?key=${acme}`)).toMatchObject(refused);
    expect(exposed).toEqual([]);
  });

  it('that is none is no matter', async () => {
    for (const text of [acme.slice(0, -1), acme.replace('acme', 'acne'), 'fk_dev_acme', '%66%6b', 'snake_case']) {
      expect(await inUrl(`/v2/products?q=${text}`, { 'x-api-key': acme })).toMatchObject({ kind: 'authenticated' });
    }
    expect(await inUrl(`/v2/${acme}`, { 'x-api-key': acme })).toMatchObject({ kind: 'authenticated' });
    expect(exposed).toEqual([]);
  });
});

describe('peppers', () => {
  const added = createPeppers(['a new pepper', 'the pepper of this spec']);
  const gone = createPeppers(['a new pepper']);

  it('all read; a key with an older one is hashed anew when it is used, and needs that one no more', async () => {
    expect(await withKey(acme, added)).toMatchObject({ kind: 'authenticated' });
    expect(uses).toEqual([{ id: 'acme', at: '2026-05-01T10:00:00.000Z', rehashed: added.hash(acme) }]);
    await store.noteUses(uses);
    expect(await withKey(acme, gone)).toMatchObject({ kind: 'authenticated' });
    expect(uses.at(-1)).not.toHaveProperty('rehashed.hash');
  });

  it('that are gone take their keys with them', async () => {
    expect(await withKey(acme, gone)).toEqual(notValid);
    const { key } = (await store.find('acme'))!;
    expect([peppers.ageOf(key), added.ageOf(key), gone.ageOf(key)]).toEqual(['current', 'older', 'gone']);
  });

  it('leave nothing in the store that could be used', async () => {
    const { key } = (await store.find('acme'))!;
    const kept = JSON.stringify({ ...key, hash: key.hash.toString('latin1') });
    expect(kept).not.toContain(acme.slice(-20));
    expect(kept).not.toContain('the pepper of this spec');
    expect(key.hash).toHaveLength(32);
    expect(key.hash.equals(gone.hash(acme).hash)).toBe(false);
  });
});

describe('the keys of development', () => {
  it('come back to a store whose pepper has changed, and do not come back once they were revoked', async () => {
    await store.revoke('globex', '2026-04-01T10:00:00.000Z');
    const other = createPeppers(['a new pepper']);
    await seedDevelopmentKeys(store, other);
    expect(await withKey(acme, other)).toMatchObject({ kind: 'authenticated' });
    expect(await withKey(developmentApiKey('globex'), other)).toEqual(rejected('The API key has been revoked'));
    expect(await withKey(developmentApiKey('initech'), other)).toMatchObject({ reason: 'PARTNER_SUSPENDED' });
  });
});
