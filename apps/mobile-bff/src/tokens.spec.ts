import { readKnown, writeKnown, type KnownItems } from './features/sync/known.ts';
import { createTokens, type TokenKind } from './tokens.ts';

const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)];
const kind: TokenKind = {
  ...{ name: 'spec', pointer: '#/query/spec', maxAgeMs: 60_000 },
  tooOld: { reason: 'SPEC_TOO_OLD', message: 'Start again.' },
};
const use = { kind, call: { caller: { kind: 'customer', id: 'ada' } } } as const;

describe('a token', () => {
  it('opens after its key was replaced, as long as that is in use', () => {
    const token = createTokens([old]).issue(use, 'text with spaces');
    expect(createTokens([fresh, old]).read(use, token)).toBe('text with spaces');
    expect(() => createTokens([fresh]).read(use, token)).toThrow(expect.objectContaining({ reason: 'BAD_TOKEN' }));
  });

  it('serves to the second, and may come from an instance whose clock is ahead', () => {
    let now = 1_000_000;
    const tokens = createTokens([fresh], () => now);
    const token = tokens.issue(use, 'text');
    for (const at of [900_000, 1_060_000]) {
      now = at;
      expect(tokens.read(use, token)).toBe('text');
    }
    now = 1_060_001;
    expect(() => tokens.read(use, token)).toThrow(expect.objectContaining({ code: 'GONE', reason: 'SPEC_TOO_OLD' }));
  });

  it('is for one kind, and one caller of one kind', () => {
    const tokens = createTokens([fresh]);
    const token = tokens.issue(use, 'text');
    const others = [
      { ...use, kind: { ...kind, name: 'other' } },
      { ...use, call: { caller: { kind: 'customer', id: 'bob' } } },
      { ...use, call: { caller: { kind: 'support', id: 'ada' } } },
      { ...use, call: { caller: { kind: 'anonymous' } } },
    ] as const;
    for (const other of others)
      expect(() => tokens.read(other, token)).toThrow(expect.objectContaining({ reason: 'BAD_TOKEN' }));
  });
});

describe('what the app knows', () => {
  const items = (count: number, id = (index: number) => `p-${index}`): KnownItems =>
    Array.from({ length: count }, (_, index) => [id(index), 'dddd'] as const);
  const orders = Array.from({ length: 20 }, () => 'ooooo');

  it('is read as it was written', () => {
    for (const known of [
      { cart: null, orders: null, wishlist: null },
      { cart: [], orders: [], wishlist: [] },
      { cart: items(2), orders: ['aaaaa', 'bbbbb'], wishlist: items(3) },
      { cart: 'condensed', orders, wishlist: null },
    ])
      expect(readKnown(writeKnown(known))).toEqual(known);
  });

  it('is bounded, whatever the ids are: the longer list is condensed first', () => {
    const long = (index: number): string => `${index}`.padEnd(64, 'x');
    for (const known of [
      { cart: items(50, long), orders, wishlist: items(200, long) },
      { cart: items(1, long), orders, wishlist: items(1, long) },
    ])
      expect(Buffer.byteLength(writeKnown(known))).toBeLessThanOrEqual(168);
    const read = readKnown(writeKnown({ cart: items(2), orders: [], wishlist: items(200) }));
    expect(read).toEqual({ cart: items(2), orders: [], wishlist: expect.stringMatching(/^[\w-]{8}$/) });
  });

  it.each(['{}', '[]', '[1,2,3]', '["a",null]', '[null,[],null]'])('in another shape, %s, is of no use', (text) => {
    expect(readKnown(text)).toBeUndefined();
  });
});
