import { backoffMs } from './backoff.ts';

describe('the delay before the next attempt', () => {
  const bounds = { minMs: 50, maxMs: 300 };
  const longest = () => 1;
  const shortest = () => 0;

  it('doubles up to its bound, and stays there', () => {
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, bounds, longest))).toEqual([50, 100, 200, 300]);
    expect(backoffMs(1_000_000, bounds, longest)).toBe(300);
  });

  it('is never less than half of that', () => {
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, bounds, shortest))).toEqual([25, 50, 100, 150]);
  });
});
