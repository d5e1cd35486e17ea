/** `npm run bench -- --growth`: growth of cost, overhead, start and rest of bundles. */

import { addNumberedKeys } from './api-keys.ts';
import { measure, requireEqualAnswers, warmUp, withTestBed } from './benchmark.ts';
import { closedLoop } from './load/loops.ts';
import { measureOverhead } from './overhead.ts';
import { progress } from './progress.ts';
import { costOf, describeRun, measureEach, type Method } from './results.ts';
import { curves, type Curve } from './scenarios/growth.ts';
import { scenarioNamed } from './scenarios/index.ts';
import { measureStartup } from './startup.ts';
import { exponent, summarize } from './statistics.ts';

/** A curve: the cost of a request over a size, in rounds. */
export type Series = ReturnType<typeof toSeries>;

export type GrowthResult = Awaited<ReturnType<typeof measureGrowth>>;

const bundles = ['web', 'mobile', 'partner'] as const;
/** Scenarios of one call, of two waves, and of many products. */
const withOverhead = ['partner-orders', 'mobile-home', 'web-grid'];

/** Measures everything, one after the other. */
export async function measureGrowth(method: Method) {
  const run = describeRun(method);
  return {
    ...run,
    series: await measureEach(run, curves, (curve) => measureCurve(curve, method)),
    overheads: await measureEach(run, withOverhead.map(scenarioNamed), (scenario) => measureOverhead(scenario, method)),
    startups: await measureEach(run, bundles, (client) => measureStartup(client, method.rounds)),
  };
}

function measureCurve(curve: Curve, method: Method) {
  const { title, of, points } = curve;
  const costs = points.map(({ x }): readonly [number, number[]] => [x, []]);
  return withTestBed(points[0]!.scenario, [curve.target], async (bed) => {
    const target = bed.targets[0]!;
    const rounds = Array.from({ length: method.rounds });
    const all = [...points.keys()];
    // One process whose store grows: keys are not taken away between rounds, so that these are no turns.
    const turns = of === 'keys' ? all.flatMap((at) => rounds.map(() => at)) : rounds.flatMap(() => all);
    if (of !== 'keys') await warmUp(points[0]!.scenario, target, bed, method);
    for (const at of turns) {
      const { x, scenario, connections = method.connections, begin } = points[at]!;
      const [, cpuUs] = costs[at]!;
      if (cpuUs.length === 0) {
        if (of === 'keys') await addNumberedKeys(target.keys!, points[at - 1]?.x ?? 0, x);
        await requireEqualAnswers(scenario, [target], bed.environment);
        if (begin) await closedLoop({ scenario, target, services: bed.environment.services, connections, ...begin });
      }
      cpuUs.push(costOf(await measure(scenario, target, bed, { ...method, connections })));
      progress(`growth by ${of}: ${x}, round ${cpuUs.length} of ${method.rounds}`);
    }
    return toSeries(title, of, costs);
  });
}

/** Makes a curve of the costs in each round, by size. */
export function toSeries(title: string, of: string, costs: readonly (readonly [x: number, cpuUs: number[]])[]) {
  const exponents = costs[0]![1].map((_, round) => exponent(costs.map(([x, cpuUs]) => [x, cpuUs[round]!] as const)));
  return {
    ...{ title, of },
    points: costs.map(([x, cpuUs]) => ({ x, cpuUs: summarize(cpuUs) })),
    /** Of the whole curve, round by round. */
    exponent: summarize(exponents),
  };
}
