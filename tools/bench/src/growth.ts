/** `npm run bench -- --growth`: growth of cost, overhead, start and rest of bundles. */

import { addNumberedKeys } from './api-keys.ts';
import {
  measureCost,
  requireEqualAnswers,
  warmUp,
  withTestBed,
  type AskedTarget,
  type Load,
  type TestBed,
} from './benchmark.ts';
import { measureOverhead, type Overhead } from './overhead.ts';
import type { Progress } from './progress.ts';
import { describeRun, type Method, type RunInfo } from './results.ts';
import { byKeys, byProducts, byServices, type Growing } from './scenarios/growth.ts';
import { scenarioNamed } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { measureStartups, type Startup } from './startup.ts';
import { exponent, summarize, type Summary } from './statistics.ts';

/** A curve: the cost of a request over a size. */
export interface Series {
  readonly title: string;
  /** The unit of the axis: `products`. */
  readonly of: string;
  readonly points: readonly Point[];
  /** Of the whole curve, round by round. */
  readonly exponent: Summary;
}

export interface Point {
  readonly x: number;
  readonly cpuUs: Summary;
}

export interface GrowthResult extends RunInfo {
  readonly series: readonly Series[];
  readonly overheads: readonly Overhead[];
  readonly startups: readonly Startup[];
  /** Parts that could not be measured, and why. */
  readonly failures: readonly string[];
}

/** A curve that is to be measured. */
interface Curve {
  readonly title: string;
  readonly of: string;
  readonly target: 'frontage' | 'cached';
  /** The scenario of the test bed. */
  readonly scenario: Scenario;
  readonly points: readonly { readonly x: number; readonly load: Partial<Load> }[];
  /** Headers of every request. Default: the role's. */
  readonly headers?: AskedTarget['headers'];
  /** Turns of points, so that a slow minute bends no curve; or all rounds at once. */
  readonly inTurns: boolean;
  /** Called when a point is met first. */
  readonly prepare: (x: number, target: AskedTarget, bed: TestBed) => Promise<void>;
}

/** So few that even the largest screens are answered within their deadlines. */
const fewConnections = 4;

/** The same screen, ever larger. */
const bySize = (title: string, of: string, growing: Growing): Curve => ({
  ...{ title, of, target: 'frontage', inTurns: true },
  scenario: growing[0]![1],
  points: growing.map(([x, scenario]) => ({ x, load: { connections: fewConnections, scenario } })),
  prepare: async (x, target, bed) => {
    const scenario = growing.find(([count]) => count === x)![1];
    await requireEqualAnswers(scenario, [target], bed.environment);
    // A query that is new, after everything else is warm.
    await bed.load(target, { connections: fewConnections, seconds: 1, maxRequests: 200, scenario });
  },
});

const byClients: Curve = {
  ...{
    title: 'clients at the same time, web grid with default caches',
    of: 'clients',
    target: 'cached',
    inTurns: true,
  },
  scenario: scenarioNamed('web-grid'),
  points: [1, 10, 100, 1_000].map((x) => ({ x, load: { connections: x } })),
  prepare: () => Promise.resolve(),
};

/** Time for which a key is remembered that was looked up. */
const knownForSeconds = 5;

/** One process whose store grows: keys are not taken away between rounds, so that these are no turns. */
const byApiKeys: Curve = {
  ...{ title: 'API keys, any of which a partner request brings', of: 'keys', target: 'frontage', inTurns: false },
  scenario: byKeys[0]![1],
  // Each request brings a key of its own.
  headers: {},
  points: byKeys.map(([x, scenario]) => ({ x, load: { scenario } })),
  prepare: async (x, target, bed) => {
    const at = byKeys.findIndex(([count]) => count === x);
    const scenario = byKeys[at]![1];
    await addNumberedKeys(target.keys!, byKeys[at - 1]?.[0] ?? 0, x);
    await requireEqualAnswers(scenario, [target], bed.environment);
    // Until as many keys are remembered as ever will be; at first until so cheap a request is compiled, which takes ten thousand of them.
    await bed.load(target, { connections: 16, seconds: at === 0 ? 3 * knownForSeconds : knownForSeconds, scenario });
  },
};

const curves: readonly Curve[] = [
  bySize('products on a web grid', 'products', byProducts),
  bySize('services behind one web answer', 'services', byServices),
  byClients,
  byApiKeys,
];

/** Measures everything, one after the other. A part that cannot be measured does not end the others. */
export async function measureGrowth(
  method: Method,
  note: string | undefined,
  progress: Progress,
): Promise<GrowthResult> {
  const info = describeRun(method, note);
  const failures: string[] = [];
  /** Measures a part for each of a list. */
  const each = async <I, T>(
    inputs: readonly I[],
    what: (input: I) => string,
    steps: number,
    measure: (input: I) => Promise<T>,
  ) => {
    const found: T[] = [];
    for (const input of inputs) {
      progress.begin(what(input), steps);
      try {
        found.push(await measure(input));
      } catch (error) {
        failures.push(`${what(input)}: ${(error as Error).message}`);
      }
    }
    return found;
  };
  return {
    ...info,
    series: await each(
      curves,
      ({ of }) => `growth by ${of}`,
      method.rounds * 5,
      (curve) => measureCurve(curve, method, progress),
    ),
    overheads: await each(
      ['partner-orders', 'mobile-home', 'web-grid'],
      (name) => `overhead: ${name}`,
      method.rounds + 1,
      (name) => measureOverhead(scenarioNamed(name), method, progress),
    ),
    startups: (
      await each(['start and rest of bundles'], String, 3, () => measureStartups(method.rounds, progress))
    ).flat(),
    failures,
  };
}

function measureCurve(curve: Curve, method: Method, { step }: Progress): Promise<Series> {
  const { scenario, points, inTurns, prepare, headers } = curve;
  return withTestBed(scenario, [curve.target], async (bed) => {
    const target = { ...bed.targets[0]!, ...(headers && { headers }) };
    if (inTurns) await warmUp(target, bed, method);
    const costs = new Map<number, number[]>();
    const rounds = Array.from({ length: method.rounds });
    for (const { x, load } of inTurns
      ? rounds.flatMap(() => points)
      : points.flatMap((point) => rounds.map(() => point))) {
      if (!costs.has(x)) await prepare(x, target, bed);
      const { connections, seconds } = method;
      const cost = await measureCost(target, bed, { connections, seconds, ...load });
      costs.set(x, [...(costs.get(x) ?? []), cost]);
      step(String(x));
    }
    return toSeries(curve.title, curve.of, costs);
  });
}

/** Makes a curve of the costs in each round, by what grows. */
export function toSeries(title: string, of: string, costs: ReadonlyMap<number, readonly number[]>): Series {
  const points = [...costs].map(([x, cpuUs]): Point => ({ x, cpuUs: summarize(cpuUs) }));
  const [first] = costs.values();
  const exponents = first!.map((_, round) => exponent([...costs].map(([x, cpuUs]) => [x, cpuUs[round]!] as const)));
  return { title, of, points, exponent: summarize(exponents) };
}
