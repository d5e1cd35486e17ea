import { dateOf, dayOf, sharesOf } from './product.view.ts';

describe('days', () => {
  it('are written for people, and are the same in every time zone', () => {
    expect(dayOf('2026-12-03')).toBe('Thursday 3 December');
    expect(dateOf('2026-12-03T23:59:59.000Z')).toBe('3 December 2026');
  });
});

describe('shares of reviews', () => {
  it('are percents, the best first', () => {
    expect(sharesOf([1, 0, 0, 1, 2])).toEqual([
      { stars: 5, count: 2, percent: 50 },
      { stars: 4, count: 1, percent: 25 },
      { stars: 3, count: 0, percent: 0 },
      { stars: 2, count: 0, percent: 0 },
      { stars: 1, count: 1, percent: 25 },
    ]);
  });

  it('are none without reviews', () => {
    expect(sharesOf([0, 0, 0, 0, 0]).map(({ percent }) => percent)).toEqual([0, 0, 0, 0, 0]);
  });
});
