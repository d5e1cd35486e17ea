import fc from 'fast-check';
import { z } from 'zod';
import { currencies, money, toDecimal } from './money.exports.ts';
import { fromDecimal } from './money.ts';
import { decodeCursor, defineRestrictedView, defineView, encodeCursor, fitImage } from './index.ts';

describe('money', () => {
  it('survives the way to a decimal string and back, in every currency', () => {
    const amounts = fc.integer({ min: -1e11, max: 1e11 });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...currencies), (amount, currency) => {
        const value = money(amount === 0 ? 0 : amount, currency);
        expect(fromDecimal(toDecimal(value), currency)).toEqual(value);
      }),
    );
  });

  it('refuses fractions of minor units and what is not a number', () => {
    expect(() => money(1.5, 'EUR')).toThrow('whole number');
    for (const text of ['', '1,5', '1.234', '0x10', '1e3', ' 1']) expect(() => fromDecimal(text, 'EUR')).toThrow();
    expect(() => fromDecimal('1.5', 'JPY')).toThrow();
    expect(toDecimal(money(5, 'EUR'))).toBe('0.05');
    expect(toDecimal(money(-5, 'EUR'))).toBe('-0.05');
    expect(toDecimal(money(500, 'JPY'))).toBe('500');
  });
});

describe('cursor', () => {
  it('gives back every position, and only to the list it was made for', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (position) => {
        const cursor = encodeCursor('products?q=lamp', position);
        expect(decodeCursor('products?q=lamp', cursor)).toBe(position);
        expect(() => decodeCursor('products?q=chair', cursor)).toThrow('not one of this list');
      }),
    );
  });

  it.each(['', '.', 'garbage', 'WzEsIngiXQ', 'WzEsIngiXQ.AAAAAAAA', '%00', 'x'.repeat(2000)])('refuses %j', (cursor) =>
    expect(() => decodeCursor('orders', cursor)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', reason: 'BAD_CURSOR' }) as Error,
    ),
  );
});

describe('view', () => {
  const view = defineView(
    'Product',
    z.object({ id: z.string(), note: z.string().optional(), tags: z.array(z.string()) }),
  );

  it('lets nothing out that its schema does not name', () => {
    const product = { id: 'p1', tags: ['a'], cost: 12, internalNotes: 'margin 60 %' };
    expect(view.serialize(product)).toBe('{"id":"p1","tags":["a"]}');
  });

  it('lets out what is restricted to those alone who satisfy the rule', () => {
    const schema = z.object({ id: z.string(), cost: z.int().optional(), margin: z.int().optional() });
    const restricted = defineRestrictedView('Priced', schema, { cost: 'buyer', margin: 'boss' });
    const value = { id: 'p1', cost: 12, margin: 60, secret: 1 };
    expect(restricted.serialize(value)).toBe('{"id":"p1"}');
    expect(restricted.serializerFor((rule) => rule === 'buyer')(value)).toBe('{"id":"p1","cost":12}');
    expect(restricted.serializerFor(() => true)(value)).toBe('{"id":"p1","cost":12,"margin":60}');
    expect(() => defineRestrictedView('Odd', z.object({ id: z.string() }), { id: 'boss' })).toThrow(
      'Odd.id is restricted and must be optional',
    );
  });
});

describe('fitImage', () => {
  const image = {
    alt: 'a lamp',
    variants: [
      { width: 160, url: 's' },
      { width: 640, url: 'm' },
    ] as [{ width: number; url: string }, { width: number; url: string }],
  };

  it('takes the smallest that suffices, or the largest', () => {
    expect([1, 160, 161, 5000].map((width) => fitImage(image, width).url)).toEqual(['s', 's', 'm', 'm']);
  });
});
