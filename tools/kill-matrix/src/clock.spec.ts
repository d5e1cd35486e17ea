import { installClock } from './clock.ts';

describe('the movable clock', () => {
  it('moves every way of asking for the time, and nothing else', () => {
    const [before, beforeNow] = [Date.now(), performance.now()];
    const clock = installClock();
    try {
      clock.advance(3_600_000);
      clock.advance(3_600_000);
      const hours = (ms: number): number => Math.floor((ms - before) / 3_600_000);
      expect(
        [Date.now(), new Date().getTime(), Date.parse(Date())].map((ms) => Math.round((ms - before) / 3_600_000)),
      ).toEqual([2, 2, 2]);
      expect(hours(performance.now() - beforeNow + before)).toBe(2);
      expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
      expect(new Date() instanceof Date && Date.UTC(1970, 0)).toBe(0);
    } finally {
      clock.restore();
    }
    expect(Date.now() - before).toBeLessThan(3_600_000);
    expect(performance.now() - beforeNow).toBeLessThan(3_600_000);
  });

  it('stands still if it is told to, also above another one', () => {
    const below = installClock();
    const clock = installClock({ stands: true });
    const [at, sinceOrigin] = [Date.now(), performance.now()];
    clock.advance(1);
    expect([Date.now() - at, new Date().getTime() - at, performance.now() - sinceOrigin]).toEqual([1, 1, 1]);
    clock.restore();
    below.advance(3_600_000);
    expect(performance.now() - sinceOrigin).toBeGreaterThan(3_000_000);
    below.restore();
    expect(performance.now() - sinceOrigin).toBeLessThan(3_000_000);
  });
});
