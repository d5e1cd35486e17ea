import { exponent, ratios, spread, summarize } from './statistics.ts';

describe('statistics', () => {
  it('are of rounds in any order, and of one at least', () => {
    expect(summarize([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
    expect(() => summarize([])).toThrow();
  });

  it('have a spread: the farthest round, as a share of the median', () => {
    expect(spread(summarize([90, 100, 130]))).toBeCloseTo(0.3);
    expect(spread(summarize([60, 100, 110]))).toBeCloseTo(0.4);
    expect(spread(summarize([0, 0]))).toBe(0);
  });

  it('take ratios round by round, so that a slow minute of the machine slows both', () => {
    expect(ratios([100, 300, 110], [200, 600, 220])).toEqual({ median: 0.5, min: 0.5, max: 0.5 });
  });

  it.each([
    [1, (x: number) => 3 * x],
    [0.5, (x: number) => 7 * Math.sqrt(x)],
    [0, () => 42],
  ])('give the exponent of a power as %d', (expected, cost) => {
    expect(exponent([1, 2, 50, 200].map((x) => [x, cost(x)] as const))).toBeCloseTo(expected);
  });
});
