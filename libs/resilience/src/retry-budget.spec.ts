import fc from 'fast-check';
import { noRetryBudget, retryBudget } from './retry-budget.ts';

const clock = () => {
  let ms = 0;
  return { now: () => ms, advance: (by: number) => (ms += by) };
};
const drain = (budget: { tryWithdraw(): boolean }): number => {
  let count = 0;
  while (count < 10_000 && budget.tryWithdraw()) count += 1;
  return count;
};

describe('retry budget', () => {
  it('lets out a share of the calls of the window', () => {
    const budget = retryBudget({ ratio: 0.1, minPerSecond: 0, windowMs: 1_000, now: clock().now });
    expect(drain(budget)).toBe(0);
    for (let call = 0; call < 95; call += 1) budget.deposit();
    expect(drain(budget)).toBe(9);
  });

  it('has a few for a quiet process, and has them again after the window', () => {
    const { now, advance } = clock();
    const budget = retryBudget({ ratio: 0.1, minPerSecond: 2, windowMs: 1_000, now });
    expect(drain(budget)).toBe(2);
    advance(899);
    expect(drain(budget)).toBe(0);
    advance(101);
    expect(drain(budget)).toBe(2);
  });

  it.each([1_000, 1_100, 5_000, 1e9])('has forgotten all calls %i ms later', (later) => {
    const { now, advance } = clock();
    const budget = retryBudget({ ratio: 1, minPerSecond: 0, windowMs: 1_000, now });
    for (let call = 0; call < 30; call += 1) {
      budget.deposit();
      advance(30);
    }
    advance(later);
    expect(drain(budget)).toBe(0);
    budget.deposit();
    expect(drain(budget)).toBe(1);
  });

  it('never lets out more than it declares, whatever the traffic', () => {
    const traffic = fc.array(
      fc.record({ waitMs: fc.integer({ min: 0, max: 1_500 }), calls: fc.integer({ min: 0, max: 40 }) }),
      { maxLength: 60 },
    );
    const options = fc.record({
      ratio: fc.double({ min: 0, max: 1, noNaN: true }),
      minPerSecond: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(traffic, options, (steps, { ratio, minPerSecond }) => {
        const { now, advance } = clock();
        const budget = retryBudget({ ratio, minPerSecond, windowMs: 1_000, now });
        let calls = 0;
        let retries = 0;
        for (const step of steps) {
          advance(step.waitMs);
          for (let call = 0; call < step.calls; call += 1) budget.deposit();
          calls += step.calls;
          retries += drain(budget);
        }
        expect(retries).toBeLessThanOrEqual(ratio * calls + minPerSecond * (now() / 1_000 + 1) + 1e-6);
      }),
    );
  });

  it('is refused when it makes no sense', () => {
    expect(() => retryBudget({ ratio: -1 })).toThrow('ratio must be a number of at least 0, got -1');
    expect(() => retryBudget({ windowMs: 0 })).toThrow('windowMs');
    expect(() => retryBudget({ minPerSecond: Number.NaN })).toThrow('minPerSecond');
  });

  it('has a stand-in without limits', () => expect(drain(noRetryBudget)).toBe(10_000));
});
