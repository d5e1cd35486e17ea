import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { createApiKey, formatApiKey, parseApiKey } from './api-key.ts';

const base62 = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const ids = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-'),
  minLength: 1,
  maxLength: 40,
});
const bodies = fc.string({ unit: base62, minLength: 6, maxLength: 114 });
const words = fc.constantFrom('live' as const, 'test' as const, 'dev' as const);
const keys = fc.tuple(words, ids, bodies).map(([word, id, body]) => ({
  id,
  word,
  key: formatApiKey(word, id, body),
}));

describe('an API key', () => {
  it('is read as it was written', () => {
    fc.assert(fc.property(keys, ({ id, word, key }) => expect(parseApiKey(key)).toEqual({ id, word })));
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

describe('a new API key', () => {
  it('is well-formed, and another one every time', () => {
    const made = Array.from({ length: 100 }, () => createApiKey('live'));
    for (const { id, key } of made) {
      expect(key).toMatch(/^fk_live_[a-z0-9]{16}_[0-9A-Za-z]{38}$/);
      expect(parseApiKey(key)).toEqual({ id, word: 'live' });
    }
    expect(new Set(made.map(({ key }) => key)).size).toBe(100);
    expect(new Set(made.map(({ id }) => id)).size).toBe(100);
  });
});
