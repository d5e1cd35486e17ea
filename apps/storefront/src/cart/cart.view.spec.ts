import { added, linesWith, piecesOf, sumOf } from './cart.view.ts';

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
