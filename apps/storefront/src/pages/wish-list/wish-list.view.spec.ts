import { countOf, shownOf } from './wish-list.view.ts';

describe('a wish list', () => {
  it('shows what is on it still, in its order', () => {
    const edges = ['p-3', 'p-2', 'p-1'].map((productId) => ({ node: { productId } }));
    expect(shownOf({ productIds: ['p-9', 'p-3', 'p-1'], items: { edges } })).toEqual([
      { productId: 'p-3' },
      { productId: 'p-1' },
    ]);
  });

  it('is counted', () => expect([0, 1, 2].map(countOf)).toEqual(['0 products', '1 product', '2 products']));
});
