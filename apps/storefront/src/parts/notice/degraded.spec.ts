import { degradedSentences } from './degraded.ts';

describe('sentences for missing parts', () => {
  it('are said once each, and not for parts that nobody knows', () => {
    expect(degradedSentences(['reviews', 'tea', 'reviews', 'prices'])).toEqual([
      'Reviews are taking a break.',
      'Prices are taking a break. Come back in a moment to buy.',
    ]);
  });

  it('are none where nothing is missing', () => {
    expect(degradedSentences([])).toEqual([]);
  });
});
