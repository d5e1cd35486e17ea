import fc from 'fast-check';
import { leastOutstanding, roundRobin, weighted, type Candidate } from './policies.ts';
import { toEndpoint } from './index.ts';

const candidates = (...weights: number[]): Candidate[] =>
  weights.map((weight, index) => ({ endpoint: toEndpoint({ address: `e${index}:1`, weight }), outstanding: 0 }));

const someWeights = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });

describe('round robin', () => {
  it('gives everybody one turn per round, whatever the weights', () => {
    const all = candidates(5, 1, 1);
    const choose = roundRobin.start();
    const turns = Array.from({ length: 7 }, () => all.indexOf(choose(all)));
    expect(turns).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('goes on fairly among those who are left, and lets who was away catch up on nothing', () => {
    const [a, b, c] = candidates(1, 1, 1) as [Candidate, Candidate, Candidate];
    const choose = roundRobin.start();
    const take = (from: Candidate[], times: number) => {
      const turns = Array.from({ length: times }, () => choose(from));
      return [a, b, c].map((each) => turns.filter((turn) => turn === each).length);
    };
    expect(take([a, b, c], 3)).toEqual([1, 1, 1]);
    expect(take([a, c], 10)).toEqual([5, 0, 5]);
    expect(take([a, b, c], 9)).toEqual([3, 3, 3]);
  });
});

describe('weighted', () => {
  it('gives each exactly its weight in every cycle, wherever the cycle is taken to begin', () => {
    fc.assert(
      fc.property(someWeights, fc.nat(200), (weights, before) => {
        const all = candidates(...weights);
        const cycle = weights.reduce((sum, weight) => sum + weight, 0);
        const choose = weighted.start();
        for (let turn = 0; turn < before; turn += 1) choose(all);
        const turns = Array.from({ length: cycle }, () => choose(all));
        expect(all.map((each) => turns.filter((turn) => turn === each).length)).toEqual(weights);
      }),
    );
  });

  it('stays within one turn of the share of each at every moment of a cycle of two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (first, second) => {
        const all = candidates(first, second);
        const choose = weighted.start();
        let taken = 0;
        for (let turn = 1; turn <= first + second; turn += 1) {
          if (choose(all) === all[0]) taken += 1;
          expect(Math.abs(taken - (turn * first) / (first + second))).toBeLessThan(1);
        }
      }),
    );
  });

  it('spreads a heavy one out instead of calling it in bursts', () => {
    const all = candidates(5, 1, 1);
    const choose = weighted.start();
    expect(Array.from({ length: 7 }, () => all.indexOf(choose(all)))).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });
});

describe('least outstanding', () => {
  it('picks whoever has least under way for its weight', () => {
    const [a, b, c] = candidates(1, 4, 2) as [Candidate, Candidate, Candidate];
    const choose = leastOutstanding.start();
    const busy = [
      { ...a, outstanding: 1 },
      { ...b, outstanding: 3 },
      { ...c, outstanding: 2 },
    ];
    expect(choose(busy).endpoint).toBe(b.endpoint);
  });

  it('takes turns among equals, so that an idle set is used evenly', () => {
    const all = candidates(1, 1, 2);
    const choose = leastOutstanding.start();
    const turns = Array.from({ length: 8 }, () => all.indexOf(choose(all)));
    expect([0, 1, 2].map((index) => turns.filter((turn) => turn === index).length)).toEqual([2, 2, 4]);
  });
});

describe('every policy', () => {
  it.each([roundRobin, weighted, leastOutstanding])('$name picks one of those it is given', (policy) => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(5)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(some, fc.array(fc.nat()), (members, masks) => {
        const all = members.map(([weight, outstanding], index) => ({
          endpoint: toEndpoint({ address: `e${index}:1`, weight }),
          outstanding,
        }));
        const choose = policy.start();
        for (const mask of masks) {
          const able = all.filter((_, index) => (mask >> index) & 1);
          if (able.length > 0) expect(able).toContain(choose(able));
        }
      }),
    );
  });
});
