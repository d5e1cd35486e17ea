import { reconnectDelayMs } from './reconnect-delay.ts';

describe('the pause before the next attempt to connect', () => {
  const longest = () => 1;
  const shortest = () => 0;

  it('doubles up to its bound, and stays there', () => {
    expect([0, 1, 2, 3].map((attempt) => reconnectDelayMs(attempt, 300, longest))).toEqual([50, 100, 200, 300]);
    expect(reconnectDelayMs(1_000_000, 300, longest)).toBe(300);
  });

  it('is never less than half of that', () => {
    expect([0, 1, 2, 3].map((attempt) => reconnectDelayMs(attempt, 300, shortest))).toEqual([25, 50, 100, 150]);
  });
});
