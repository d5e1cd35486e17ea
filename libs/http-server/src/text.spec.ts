import fc from 'fast-check';
import { flawOf, parseQuery, textFlaws } from './text.ts';

const half = '\ud800';

describe('text', () => {
  it('that has no UTF-8, or has NUL, is named with the way to it', () => {
    expect(textFlaws({ a: [{ 'b/c': half }, 'fine \ud83d\ude00'], 'd~': 'x\0' }, 'body')).toEqual(
      expect.arrayContaining([
        { pointer: '#/body/a/0/b~1c', detail: expect.stringContaining('surrogate') },
        { pointer: '#/body/d~0', detail: 'has the character U+0000' },
      ]),
    );
    expect(textFlaws({ ['name\0']: 1 }, 'body')).toEqual([
      { pointer: '#/body', detail: 'has a member whose name has the character U+0000' },
    ]);
  });

  it('that is fine is none, however deep it stands', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(textFlaws(deep, 'body')).toEqual([]);
    expect(textFlaws(undefined, 'body')).toEqual([]);
  });

  it('is found wherever it is (property)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(half, '\udc00x', 'a\0b'), (value, bad) => {
        const isBad = flawOf(JSON.stringify(value)) !== undefined || JSON.stringify(value).includes('\\u0000');
        expect(textFlaws(value, 'body').length > 0).toBe(isBad);
        expect(textFlaws({ value, bad }, 'body').length).toBeGreaterThan(0);
      }),
      { endOnFailure: true },
    );
  });

  it('names no more than twenty places', () => {
    expect(
      textFlaws(
        Array.from({ length: 1_000 }, () => half),
        'body',
      ),
    ).toHaveLength(20);
  });
});

describe('a query', () => {
  it('is names and values', () => {
    expect({ ...parseQuery('a=1&b=%C3%BC&a=2&c=100%&d=a+b') }).toEqual({ a: ['1', '2'], b: 'ü', c: '100%', d: 'a b' });
    expect({ ...parseQuery(undefined) }).toEqual({});
    expect(Object.keys(parseQuery('__proto__=x'))).toEqual(['__proto__']);
  });

  it.each([
    ['%ff', 'is not UTF-8'],
    ['%c3', 'is not UTF-8'],
    ['%ed%a0%80', 'is not UTF-8'],
    ['%c0%80', 'is not UTF-8'],
    ['%00', 'has the character U+0000'],
  ])('refuses %s', (value, detail) => {
    for (const [query, pointer] of [
      [`a=1&q=${value}&b=2`, '#/query/q'],
      [`${value}=q`, '#/query'],
    ] as const) {
      expect(() => parseQuery(query)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', errors: [{ pointer, detail }] }),
      );
    }
  });
});
