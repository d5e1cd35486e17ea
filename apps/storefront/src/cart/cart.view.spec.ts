import { added, leftOutSentence, linesWith, piecesOf, readPieces, shortageSentence, sumOf } from './cart.view.ts';

const lines = [
  { productId: 'p-001', quantity: 2 },
  { productId: 'p-002', quantity: 1 },
];

describe('lines', () => {
  it('are shown with what is wanted of them', () => {
    const wanted = new Map([
      ['p-001', 5],
      ['p-002', 0],
      ['p-003', 1],
    ]);
    expect(linesWith(lines, wanted)).toEqual([
      { productId: 'p-001', quantity: 5 },
      { productId: 'p-003', quantity: 1 },
    ]);
  });

  it('are counted by pieces', () => {
    expect([sumOf(lines), piecesOf(lines, 'p-001'), piecesOf(lines, 'p-009')]).toEqual([3, 2, 0]);
    expect([added(98, 5), added(0, 3)]).toEqual([99, 3]);
  });
});

describe('a shortage', () => {
  it.each([
    [3, { status: 'IN_STOCK', available: 3 }, undefined],
    [3, null, undefined],
    [3, { status: 'LOW', available: 1 }, 'Only 1 piece left: order fewer.'],
    [1, { status: 'OUT_OF_STOCK', available: 0 }, 'Sold out: take it out to order the rest.'],
  ] as const)('of %i pieces with %j is told as %j', (quantity, stock, sentence) =>
    expect(shortageSentence(quantity, stock)).toBe(sentence),
  );
});

describe('a typed number of pieces', () => {
  it.each([
    ['1', 1],
    [' 99 ', 99],
    ['0', undefined],
    ['100', undefined],
    ['', undefined],
    ['1.5', undefined],
    ['-1', undefined],
    ['1e1', undefined],
  ])('%j is %j', (text, pieces) => expect(readPieces(text)).toBe(pieces));
});

describe('products that were not taken over', () => {
  it('are counted, with the reason', () => {
    expect(leftOutSentence([])).toBeUndefined();
    expect(leftOutSentence(['NOT_FOUND'])).toMatch(/^1 product .* not sold any more\.$/);
    expect(leftOutSentence(['NOT_FOUND', 'CART_FULL'])).toMatch(/^2 products .* it is full\.$/);
  });
});
