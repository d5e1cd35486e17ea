/** Growth, overhead and start in tables. */

import type { Growth, Point, Series } from './growth.ts';
import { added, type Overhead } from './overhead.ts';
import { formatMethod, number, withSpread } from './report.ts';
import type { Startup } from './startup.ts';
import { exponent } from './statistics.ts';
import { formatTable, type Column } from './table.ts';
import { verdictOf, worst, type Promised, type Verdict } from './verdict.ts';

/** All of it. */
export const formatGrowth = (growth: Growth): string =>
  [
    formatMethod(growth),
    ...growth.series.map(formatSeries),
    formatOverheads(growth.overheads),
    formatStartups(growth.startups),
  ].join('\n\n');

/** `0.52 (0.50 to 0.55 by round)` */
const formatExponent = ({ exponent: { median, min, max } }: Series): string =>
  `${number(median, 2)} (${number(min, 2)} to ${number(max, 2)} by round)`;

/** A curve: the exponent over all of it, and from each point to the next. */
export function formatSeries(series: Series): string {
  const { title, of, points } = series;
  const rows = points.map((point, index) => ({ ...point, before: points[index - 1] }));
  return [
    `### By ${title}: cost grows as ${of} to the power of ${formatExponent(series)}`,
    '',
    formatTable<(typeof rows)[number]>(
      [
        { title: of, align: 'right', cell: ({ x }) => number(x) },
        { title: 'CPU µs/request', align: 'right', cell: ({ cpuUs }) => withSpread(cpuUs, number(cpuUs.median)) },
        {
          title: 'exponent since the row above',
          align: 'right',
          cell: ({ before, ...point }) => (before ? number(slope(before, point), 2) : '–'),
        },
      ],
      rows,
    ),
  ].join('\n');
}

const slope = (...points: readonly Point[]): number =>
  exponent(points.map(({ x, cpuUs }) => [x, cpuUs.median] as const));

/** Milliseconds at p50, over the slowest call. */
const overheadPromise: Promised = { most: 2, aim: 1 };

const overheadVerdict = (overhead: Overhead): Verdict =>
  verdictOf(added(overhead, overhead.calls[0]).p50Ms, overheadPromise);

/** Whether more was added than promised. */
export const missedOverhead = (overhead: Overhead): boolean => overheadVerdict(overhead) === 'missed';

const ms = (title: string, value: (overhead: Overhead) => number): Column<Overhead> => ({
  title,
  align: 'right',
  cell: (overhead) => number(value(overhead), 2),
});

/** What was added, to the slowest call and to all of them; below it each call. */
export const formatOverheads = (overheads: readonly Overhead[]): string =>
  [
    `### Added to the slowest call, caches off: at most ${overheadPromise.most} ms at p50, aim ${overheadPromise.aim} ms`,
    '',
    `Milliseconds, at ${overheads[0]?.perSecond ?? 0} requests a second and as many screens without a BFF, in turns. A scene's _calls_ are all that it asks of services, each as early as what it needs is there, by a client that does nothing else: what stands between the slowest call and them is waves, which whoever shows the scene waits for. What is added to _them_ is ours alone; _CPU_ is what our process computes for a request.`,
    '',
    formatTable<Overhead>(
      [
        { title: 'scene', align: 'left', cell: ({ play }) => play },
        { title: 'slowest call', align: 'left', cell: ({ calls: [slowest] }) => slowest.name },
        ms('p50', ({ calls: [slowest] }) => slowest.p50Ms),
        ms('p99', ({ calls: [slowest] }) => slowest.p99Ms),
        ms('calls p50', ({ path }) => path.p50Ms),
        ms('p99', ({ path }) => path.p99Ms),
        ms('ours p50', ({ ours }) => ours.p50Ms),
        ms('p99', ({ ours }) => ours.p99Ms),
        ms('added to slowest p50', (overhead) => added(overhead, overhead.calls[0]).p50Ms),
        ms('p99', (overhead) => added(overhead, overhead.calls[0]).p99Ms),
        ms('added to calls p50', (overhead) => added(overhead, overhead.path).p50Ms),
        ms('p99', (overhead) => added(overhead, overhead.path).p99Ms),
        ms('CPU', ({ cpuMs }) => cpuMs),
        { title: '', align: 'left', cell: overheadVerdict },
      ],
      overheads,
    ),
    '',
    ...overheads.map(formatCalls),
  ].join('\n');

const formatCalls = ({ play, calls, lateP99Ms }: Overhead): string => {
  const each = calls.map(({ name, p50Ms, p99Ms }) => `${name} ${number(p50Ms, 2)}/${number(p99Ms, 2)}`);
  return `- ${play}: ${each.join(', ')} (p50/p99); requests were sent up to ${number(lateP99Ms, 2)} ms late (p99).`;
};

/** Seconds until ready, and MB at rest. */
const startupPromises = { ready: { most: 0.6, aim: 0.35 }, resting: { most: 120, aim: 95 } };

const startupVerdict = ({ readyMs, restingRss }: Startup): Verdict =>
  worst([
    verdictOf(readyMs.median / 1e3, startupPromises.ready),
    verdictOf(restingRss.median / 1e6, startupPromises.resting),
  ]);

/** Whether a bundle takes longer, or holds more, than promised. */
export const missedStartup = (startup: Startup): boolean => startupVerdict(startup) === 'missed';

/** Start and rest of each bundle. */
export const formatStartups = (startups: readonly Startup[]): string =>
  [
    `### Bundles: at rest at most ${startupPromises.resting.most} MB (aim ${startupPromises.resting.aim}), ready in at most ${startupPromises.ready.most} s (aim ${startupPromises.ready.aim})`,
    '',
    formatTable<Startup>(
      [
        { title: 'app', align: 'left', cell: ({ client }) => `${client}-bff` },
        { title: 'bundle MB', align: 'right', cell: ({ bundleBytes }) => number(bundleBytes / 1e6, 1) },
        {
          title: 'ready s',
          align: 'right',
          cell: ({ readyMs }) => withSpread(readyMs, number(readyMs.median / 1e3, 2)),
        },
        {
          title: 'resting RSS MB',
          align: 'right',
          cell: ({ restingRss }) => withSpread(restingRss, number(restingRss.median / 1e6)),
        },
        { title: '', align: 'left', cell: startupVerdict },
      ],
      startups,
    ),
  ].join('\n');
