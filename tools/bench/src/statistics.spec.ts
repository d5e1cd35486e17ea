import { exponent, median, ratios, spread, summarize } from './statistics.ts';

describe('the median', () => {
  it.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('leaves its input as it is', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing there is none', () => expect(() => median([])).toThrow('no median of nothing'));
});

describe('the spread', () => {
  it('is the farthest round, as a share of the median', () => {
    expect(spread(summarize([90, 100, 130]))).toBeCloseTo(0.3);
    expect(spread(summarize([60, 100, 110]))).toBeCloseTo(0.4);
    expect(spread(summarize([5, 5, 5]))).toBe(0);
    expect(spread(summarize([0, 0]))).toBe(0);
  });
});

describe('the ratio', () => {
  it('is taken round by round, so that a slow minute of the machine slows both', () => {
    expect(ratios([100, 300, 110], [200, 600, 220])).toEqual({ median: 0.5, min: 0.5, max: 0.5 });
  });
});

describe('the exponent', () => {
  it.each([
    [1, (x: number) => 3 * x],
    [0.5, (x: number) => 7 * Math.sqrt(x)],
    [0, () => 42],
    [2, (x: number) => x * x],
  ])('of a power is %d', (expected, cost) => {
    expect(exponent([1, 2, 50, 200].map((x) => [x, cost(x)] as const))).toBeCloseTo(expected);
  });
});
