import fc from 'fast-check';
import { assign, type Experiment } from './experiment.ts';

const units = Array.from({ length: 10_000 }, (_, n) => `visitor:${n}`);
const two: Experiment = { arms: ['a', 'b'], traffic: 1 };
const three: Experiment = { arms: ['a', 'b', 'c'], traffic: 1, weights: { a: 1, b: 2, c: 5 } };

/** Most that chi-square comes to in 999 of 1,000 even spreads, by degrees of freedom. */
const critical = [0, 10.83, 13.82, 16.27, 18.47];

const chiSquare = (counted: readonly number[], expected: readonly number[]): number =>
  counted.reduce((sum, count, index) => sum + (count - expected[index]!) ** 2 / expected[index]!, 0);

const countsOf = (name: string, experiment: Experiment): readonly number[] =>
  experiment.arms.map((arm) => units.filter((unit) => assign(name, experiment, unit) === arm).length);

describe('an assignment', () => {
  it.each(['home-layout', 'x', 'a longer name', 'home-layout-2'])('spreads evenly, by weight: %s', (name) => {
    expect(chiSquare(countsOf(name, two), [5_000, 5_000])).toBeLessThan(critical[1]!);
    expect(chiSquare(countsOf(name, three), [1_250, 2_500, 6_250])).toBeLessThan(critical[2]!);
    expect(countsOf(name, { ...two, weights: { a: 0, b: 1 } })).toEqual([0, units.length]);
  });

  it('says nothing of another experiment, nor of who takes part in it', () => {
    const names = ['one', 'two', 'three', 'four'];
    const armsOf = new Map(names.map((name) => [name, units.map((unit) => assign(name, two, unit))]));
    for (const [index, one] of names.entries()) {
      for (const other of names.slice(index + 1)) {
        const pairs = units.map((_, unit) => `${armsOf.get(one)![unit]} ${armsOf.get(other)![unit]}`);
        const counted = ['a a', 'a b', 'b a', 'b b'].map((pair) => pairs.filter((each) => each === pair).length);
        expect([one, other, chiSquare(counted, [2_500, 2_500, 2_500, 2_500]) < critical[3]!]).toEqual([
          one,
          other,
          true,
        ]);
      }
    }
    const [a, b] = countsOf('part', { ...two, traffic: 0.2 }) as [number, number];
    expect(chiSquare([a, b, units.length - a - b], [1_000, 1_000, 8_000])).toBeLessThan(critical[2]!);
  });

  it('is the same each time, one of the arms, and stays when more take part', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const weight = fc.double({ min: 0.001, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(fc.string(), fc.string(), share, share, weight, weight, (name, unit, one, other, a, b) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const experiment = { ...two, weights: { a, b } };
        const arm = assign(name, { ...experiment, traffic: more }, unit);
        expect([undefined, 'a', 'b']).toContain(arm);
        expect(assign(name, { ...experiment, traffic: more }, unit)).toBe(arm);
        expect([undefined, arm]).toContain(assign(name, { ...experiment, traffic: less }, unit));
        expect(assign(name, { ...experiment, traffic: 0 }, unit)).toBeUndefined();
        expect(assign(name, { ...experiment, traffic: 1 }, unit)).toBeDefined();
      }),
    );
  });
});
