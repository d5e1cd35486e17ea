import fc from 'fast-check';
import { delaysMs, maxRetryAfterMs, nextDelayMs, pauseMs, retryAfterMs } from './schedule.ts';

describe('the schedule', () => {
  it('is that of the standard: ten attempts in 75.6 hours', () => {
    const seconds = delaysMs.map((_, made) => nextDelayMs(made, 0)! / 1000);
    expect(seconds).toEqual([0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(nextDelayMs(10, 0)).toBeUndefined();
  });

  it('adds up to a fifth at random, and never comes early', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (made, random) => {
        const delay = nextDelayMs(made, random)!;
        expect(delay).toBeGreaterThanOrEqual(delaysMs[made]!);
        expect(delay).toBeLessThanOrEqual(delaysMs[made]! * 1.2);
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-05-01T10:00:00Z');
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['999999999999', maxRetryAfterMs],
    ['Fri, 01 May 2026 10:02:00 GMT', 120_000],
    ['Fri, 01 May 2026 09:00:00 GMT', 0],
    ['Fri, 01 May 2099 09:00:00 GMT', maxRetryAfterMs],
    ['Fri, 99 May 2026 10:02:00 GMT', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e9', undefined],
    ['2026-05-01', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (value, expected) => expect(retryAfterMs(value, now)).toBe(expected));

  it('is bounded, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const ms = retryAfterMs(value, now) ?? 0;
        expect(ms >= 0 && ms <= maxRetryAfterMs).toBe(true);
      }),
    );
  });
});

describe('a pause', () => {
  it('begins with the fifth failure, doubles, and ends within five minutes', () => {
    expect([1, 4, 5, 6, 7, 50].map((failures) => pauseMs(failures, false))).toEqual([0, 0, 5e3, 10e3, 20e3, 300e3]);
  });

  it('begins at once for a receiver that throttles, and is as long as it asks', () => {
    expect(pauseMs(1, true)).toBe(5_000);
    expect(pauseMs(1, true, 90_000)).toBe(90_000);
  });
});
