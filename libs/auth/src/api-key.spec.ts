import type { Authentication } from '@frontage/http-server';
import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import {
  apiKeyAuthenticator,
  developmentApiKey,
  developmentApiKeyRecords,
  developmentPepper,
  formatApiKey,
  hashApiKey,
  parseApiKey,
  type ApiKeyRecord,
} from './index.ts';

const base62 = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const ids = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-'),
  minLength: 1,
  maxLength: 40,
});
const bodies = fc.string({ unit: base62, minLength: 6, maxLength: 114 });
const environments = fc.constantFrom('live' as const, 'test' as const, 'dev' as const);
const keys = fc.tuple(environments, ids, bodies).map(([environment, id, body]) => ({
  id,
  key: formatApiKey(environment, id, body),
}));

describe('an API key', () => {
  it('is read as it was written', () => {
    fc.assert(fc.property(keys, ({ id, key }) => expect(parseApiKey(key)).toEqual({ id })));
  });

  it('ends in the CRC-32 of what stands before, in six digits of base62', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    fc.assert(
      fc.property(keys, ({ key }) => {
        const value = [...key.slice(-6)].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0);
        expect(value).toBe(crc32(key.slice(0, -6)));
      }),
    );
  });

  it('with one wrong character is no key', () => {
    fc.assert(
      fc.property(keys, fc.nat(), base62, ({ key }, place, other) => {
        const at = place % key.length;
        fc.pre(key[at] !== other);
        expect(parseApiKey(key.slice(0, at) + other + key.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  it('with two characters exchanged, one missing or one too many is no key', () => {
    fc.assert(
      fc.property(keys, fc.nat(), ({ key }, place) => {
        const at = place % (key.length - 1);
        const exchanged = key.slice(0, at) + key[at + 1]! + key[at]! + key.slice(at + 2);
        expect(exchanged === key || parseApiKey(exchanged) === undefined).toBe(true);
        expect(parseApiKey(key.slice(0, at) + key.slice(at + 1))).toBeUndefined();
        expect(parseApiKey(`${key}0`)).toBeUndefined();
      }),
    );
  });

  it('is nothing else', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(parseApiKey(text)).toBeUndefined()));
  });
});

describe('the API key authenticator', () => {
  const pepper = developmentPepper;
  const records = new Map(developmentApiKeyRecords().map((record) => [record.id, record]));
  let lookUps: string[];
  let authenticate: (headers: Record<string, string>) => Promise<Authentication>;

  beforeEach(() => {
    lookUps = [];
    const { authenticate: ask } = apiKeyAuthenticator({
      pepper,
      find: async (id) => {
        lookUps.push(id);
        return records.get(id);
      },
    });
    authenticate = async (headers) => ask({ header: (name) => headers[name], address: undefined });
  });

  const acme = developmentApiKey('acme');
  const rejected = {
    kind: 'rejected',
    detail: 'The API key is not valid.',
    challenge: 'Bearer error="invalid_token", error_description="The API key is not valid"',
  };

  it('knows a partner by the key, in either header or in both', async () => {
    const expected = {
      kind: 'authenticated',
      principal: {
        kind: 'partner',
        id: 'acme',
        keyId: 'acme',
        tier: 'standard',
        scopes: new Set(['catalog:read', 'catalog:write', 'orders:read', 'orders:write']),
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
    expect(await authenticate(both)).toEqual(rejected);
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
    expect(await authenticate({ 'x-api-key': key })).toEqual(rejected);
    expect(lookUps).toEqual([]);
  });

  it.each(['', 'Bearer', `Basic ${acme}`, `Bearer ${acme} x`, `Bearer ${acme},${acme}`, acme])(
    'rejects the Authorization %j',
    async (authorization) => {
      expect(await authenticate({ authorization })).toEqual(rejected);
    },
  );

  it('rejects a wrong secret and an unknown id in the same words', async () => {
    expect(await authenticate({ 'x-api-key': formatApiKey('dev', 'acme', 'guessed00000000000000000') })).toEqual(
      rejected,
    );
    expect(await authenticate({ 'x-api-key': formatApiKey('dev', 'nobody', 'guessed00000000000000000') })).toEqual(
      rejected,
    );
    expect(lookUps).toEqual(['acme', 'nobody']);
  });

  it('rejects a key that was hashed with another pepper', async () => {
    const stored: ApiKeyRecord = { ...records.get('acme')!, hash: hashApiKey(acme, 'another pepper') };
    const { authenticate: ask } = apiKeyAuthenticator({ pepper, find: async () => stored });
    expect(await ask({ header: (name) => (name === 'x-api-key' ? acme : undefined), address: undefined })).toEqual(
      rejected,
    );
  });

  it('refuses a suspended partner, and only after the secret was right', async () => {
    expect(await authenticate({ 'x-api-key': developmentApiKey('initech') })).toEqual({
      kind: 'refused',
      code: 'FORBIDDEN',
      reason: 'PARTNER_SUSPENDED',
      detail: 'This partner is suspended.',
    });
    expect(await authenticate({ 'x-api-key': formatApiKey('dev', 'initech', 'guessed00000000000000000') })).toEqual(
      rejected,
    );
  });

  it('stores nothing of a key that could be used', () => {
    for (const record of records.values()) {
      const key = developmentApiKey(record.id);
      expect(JSON.stringify({ ...record, hash: record.hash.toString('latin1') })).not.toContain(key.slice(-20));
      expect(record.hash).toHaveLength(32);
      expect(record.hash.equals(hashApiKey(key, 'another pepper'))).toBe(false);
    }
  });
});
