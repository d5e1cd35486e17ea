import { readPieces, shortageSentence } from './quantity.ts';

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
