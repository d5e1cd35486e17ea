/**
 * The guard: no change makes a screen much dearer unseen. Ratios within one run, against the textbook peer, in equal turns; never times.
 * The limits lie far above what was seen (docs/benchmarks.md), and below what carelessness costs.
 */

import { measure, warmUp, withTestBed } from './benchmark.ts';
import { costOf } from './results.ts';
import { scenarioNamed } from './scenarios/index.ts';
import { ratios } from './statistics.ts';

const turn = { connections: 4, seconds: 20, maxRequests: 100 };

describe('CPU per request, everything on and caches off, over the textbook peer', () => {
  it.each([
    { name: 'web-grid', peer: 'apollo', most: 1.1 },
    // Cheaper screens are noisier: 0.71 to 0.92 on an idle machine.
    { name: 'mobile-home', peer: 'express', most: 1.3 },
  ] as const)(
    '$name over $peer is at most $most',
    async ({ name, peer, most }) => {
      const scenario = scenarioNamed(name);
      const ratio = await withTestBed(scenario, ['frontage', peer], async (bed) => {
        const warmed = { connections: turn.connections, warmUp: { requests: 500, seconds: turn.seconds } };
        for (const target of bed.targets) await warmUp(scenario, target, bed, warmed);
        const costs: [number[], number[]] = [[], []];
        for (let round = 0; round < 3; round += 1) {
          for (const [at, target] of bed.targets.entries())
            costs[at]!.push(costOf(await measure(scenario, target, bed, turn)));
        }
        return ratios(...costs).median;
      });
      process.stdout.write(`${name}: ${ratio.toFixed(2)} of ${peer}\n`);
      expect(ratio).toBeLessThan(most);
    },
    180_000,
  );
});
