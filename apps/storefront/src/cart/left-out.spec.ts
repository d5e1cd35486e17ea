import { leftOutSentence } from './left-out.ts';

describe('products that were not taken over', () => {
  it('are counted, with the reason', () => {
    expect(leftOutSentence([])).toBeUndefined();
    expect(leftOutSentence(['NOT_FOUND'])).toMatch(/^1 product .* not sold any more\.$/);
    expect(leftOutSentence(['NOT_FOUND', 'CART_FULL'])).toMatch(/^2 products .* it is full\.$/);
  });
});
