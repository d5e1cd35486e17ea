import { jest } from '@jest/globals';
import { createLagProbe } from './event-loop-lag.ts';

let ms: number;
const probe = () => createLagProbe({ intervalMs: 50, now: () => ms });
/** One turn of the loop: this much longer than the tick needed. */
const turn = (lateMs: number) => {
  ms += 50 + lateMs;
  jest.advanceTimersByTime(50);
};

beforeEach(() => {
  jest.useFakeTimers();
  ms = 0;
});
afterEach(() => jest.useRealTimers());

describe('a lag probe', () => {
  it('sees within a turn how late it has become, if the turn before was late', () => {
    const lag = probe();
    lag.touch();
    turn(300);
    const seen = [0, 50, 100, 150, 200, 300, 400].map((intoTurn) => {
      const before = ms;
      ms += intoTurn;
      const { lagMs } = lag;
      ms = before;
      return lagMs;
    });
    // A tick is due 50 ms into the turn. The previous turn was late by 300 ms.
    expect(seen).toEqual([0, 0, 50, 100, 150, 250, 300]);
  });

  it('is not impressed by a single long turn', () => {
    const lag = probe();
    lag.touch();
    turn(0);
    ms += 5_000;
    expect(lag.lagMs).toBe(0);
    lag.touch();
    turn(0);
    expect(lag.lagMs).toBe(0);
    lag.touch();
    turn(0);
    ms += 5_000;
    expect(lag.lagMs).toBe(0);
  });

  it('stops when there is no work, forgets, and starts again when there is', () => {
    const lag = probe();
    expect([lag.lagMs, jest.getTimerCount()]).toEqual([0, 0]);
    lag.touch();
    lag.touch();
    turn(200);
    ms += 1_000;
    expect([lag.lagMs, jest.getTimerCount()]).toEqual([200, 1]);
    turn(200);
    ms += 1_000;
    expect([lag.lagMs, jest.getTimerCount()]).toEqual([0, 0]);
    lag.touch();
    ms += 1_000;
    expect([lag.lagMs, jest.getTimerCount()]).toEqual([0, 1]);
  });
});
