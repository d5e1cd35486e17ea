/** Growth, overhead and start in tables. */

import type { GrowthResult, Point, Series } from './growth.ts';
import type { Latency } from './load/meter.ts';
import type { Overhead } from './overhead.ts';
import { verdictOf, type Limit, type Verdict } from './results.ts';
import type { Startup } from './startup.ts';
import { exponent } from './statistics.ts';
import { nothing, number, table, withSpread } from './tables.ts';
import { titles } from './target-names.ts';

/** A curve: the exponent over all of it, and from each point to the next. */
export function formatSeries({ title, of, points, exponent: { median, min, max } }: Series): string {
  const overall = `${number(median, 2)} (${number(min, 2)} to ${number(max, 2)} by round)`;
  const rows = points.map((point, index) => [
    number(point.x),
    withSpread(point.cpuUs, number),
    index === 0 ? nothing : number(slope(points[index - 1]!, point), 2),
  ]);
  return [
    `### By ${title}: cost grows as ${of} to the power of ${overall}`,
    table([`${of}:`, 'CPU µs/request:', 'exponent since the row above:'], rows),
  ].join('\n\n');
}

const slope = (...points: readonly Point[]): number =>
  exponent(points.map(({ x, cpuUs }) => [x, cpuUs.median] as const));

/** Milliseconds at p50, over the slowest call. */
const overheadLimit: Limit = { most: 2, aim: 1 };

export const overheadVerdict = ({ calls: [slowest], bffs }: Overhead): Verdict =>
  verdictOf(bffs[0]!.p50Ms - slowest.p50Ms, overheadLimit);

const overheadColumns = [
  ...['scenario', 'what', 'p50 ms:', 'p99 ms:', 'over slowest call, p50 ms:', 'over slowest call, p99 ms:'],
  ...['over all calls, p50 ms:', 'over all calls, p99 ms:', 'CPU ms:', ''],
];

function overheadRows(overhead: Overhead): string[][] {
  const { scenario, calls, path, bffs } = overhead;
  const [slowest] = calls;
  const took = ({ p50Ms, p99Ms }: Latency) => [number(p50Ms, 2), number(p99Ms, 2)];
  const over = (base: Latency, { p50Ms, p99Ms }: Latency) =>
    took({ p50Ms: p50Ms - base.p50Ms, p99Ms: p99Ms - base.p99Ms });
  const none = [nothing, nothing];
  return [
    [scenario, `slowest call: ${slowest.name}`, ...took(slowest), ...none, ...none, nothing, ''],
    [scenario, titles.direct, ...took(path), ...over(slowest, path), ...none, nothing, ''],
    ...bffs.map((bff, index) => [
      ...[scenario, titles[bff.name], ...took(bff), ...over(slowest, bff), ...over(path, bff), number(bff.cpuMs, 2)],
      index === 0 ? overheadVerdict(overhead) : '',
    ]),
  ];
}

/** Time added to the slowest call and to all of them; below it each call. */
export const formatOverheads = (overheads: readonly Overhead[]): string =>
  [
    `### Added to the slowest call, caches off: at most ${overheadLimit.most} ms at p50, aim ${overheadLimit.aim} ms`,
    `At ${overheads[0]?.perSecond ?? 0} requests a second each, in turns. What the client that calls the services itself takes beyond the slowest call are waves: calls that need the answers of others. Whoever shows the screen waits for them; what is added to all calls is the BFF's alone.`,
    table(overheadColumns, overheads.flatMap(overheadRows)),
    overheads.map(formatCalls).join('\n'),
  ].join('\n\n');

function formatCalls({ scenario, calls, lateP99Ms, discarded }: Overhead): string {
  const each = calls.map(({ name, p50Ms, p99Ms }) => `${name} ${number(p50Ms, 2)} / ${number(p99Ms, 2)}`);
  return `- Calls of ${scenario}, p50 / p99 ms: ${each.join(', ')}. Requests were sent up to ${number(lateP99Ms, 2)} ms late (p99).${discarded === 0 ? '' : ` Rounds measured anew, because answers lacked something: ${discarded}.`}`;
}

/** Seconds until ready, and MB at rest. */
const startupLimits = { ready: { most: 0.6, aim: 0.35 }, resting: { most: 120, aim: 95 } };

/** The worse of both verdicts. */
export function startupVerdict({ readyMs, restingRss }: Startup): Verdict {
  const verdicts: readonly Verdict[] = [
    verdictOf(readyMs.median / 1e3, startupLimits.ready),
    verdictOf(restingRss.median / 1e6, startupLimits.resting),
  ];
  return (['missed', 'kept'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'better than the aim';
}

/** Start and rest of each bundle. */
export const formatStartups = (startups: readonly Startup[]): string => {
  const { resting, ready } = startupLimits;
  return [
    `### Bundles: at rest at most ${resting.most} MB (aim ${resting.aim}), ready in at most ${ready.most} s (aim ${ready.aim})`,
    table(
      ['app', 'bundle MB:', 'ready s:', 'resting RSS MB:', ''],
      startups.map((startup) => [
        `${startup.client}-bff`,
        number(startup.bundleBytes / 1e6, 1),
        withSpread(startup.readyMs, (ms) => number(ms / 1e3, 2)),
        withSpread(startup.restingRss, (bytes) => number(bytes / 1e6)),
        startupVerdict(startup),
      ]),
    ),
  ].join('\n\n');
};

/** Parts that could not be measured. */
export const formatFailures = ({ failures }: GrowthResult): string =>
  failures.map((failure) => `Could not be measured: ${failure}`).join('\n\n');
