/** Growth, overhead and start in tables. */

import type { Growth, Point, Series } from './growth.ts';
import type { Latency } from './load/load-order.ts';
import { added, type Overhead } from './overhead.ts';
import { formatMethod, number, withSpread } from './report.ts';
import type { Startup } from './startup.ts';
import { exponent } from './statistics.ts';
import { formatTable, type Column } from './table.ts';
import { titles } from './targets.ts';
import { verdictOf, worst, type Promised, type Verdict } from './verdict.ts';

/** All of it. */
export const formatGrowth = (growth: Growth): string =>
  [
    formatMethod(growth),
    ...growth.series.map(formatSeries),
    formatOverheads(growth.overheads),
    formatStartups(growth.startups),
    formatFailures(growth),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** What could not be measured, if anything. */
export const formatFailures = ({ failures }: Growth): string =>
  failures.map((failure) => `Could not be measured: ${failure}`).join('\n\n');

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

const overheadVerdict = ({ calls: [slowest], bffs: [ours] }: Overhead): Verdict =>
  verdictOf(added(slowest, ours).p50Ms, overheadPromise);

/** Whether more was added than promised. */
export const missedOverhead = (overhead: Overhead): boolean => overheadVerdict(overhead) === 'missed';

interface OverheadRow {
  readonly scene: string;
  readonly what: string;
  readonly took: Latency;
  readonly overSlowest?: Latency;
  readonly overCalls?: Latency;
  readonly cpuMs?: number;
  readonly verdict?: Verdict;
}

const overheadRows = (overhead: Overhead): OverheadRow[] => {
  const { play: scene, calls, path, bffs } = overhead;
  const [slowest] = calls;
  return [
    { scene, what: `slowest call: ${slowest.name}`, took: slowest },
    { scene, what: titles.direct, took: path, overSlowest: added(slowest, path) },
    ...bffs.map((bff, index): OverheadRow => {
      const over = { overSlowest: added(slowest, bff), overCalls: added(path, bff) };
      const row = { scene, what: titles[bff.name], took: bff, ...over, cpuMs: bff.cpuMs };
      return index === 0 ? { ...row, verdict: overheadVerdict(overhead) } : row;
    }),
  ];
};

const overheadColumns: readonly Column<OverheadRow>[] = [
  { title: 'scene', align: 'left', cell: ({ scene }) => scene },
  { title: 'what', align: 'left', cell: ({ what }) => what },
  ...ms('', ({ took }) => took),
  ...ms('over slowest call, ', ({ overSlowest }) => overSlowest),
  ...ms('over all calls, ', ({ overCalls }) => overCalls),
  { title: 'CPU ms', align: 'right', cell: ({ cpuMs }) => (cpuMs === undefined ? '–' : number(cpuMs, 2)) },
  { title: '', align: 'left', cell: ({ verdict }) => verdict ?? '' },
];

function ms(title: string, value: (row: OverheadRow) => Latency | undefined): readonly Column<OverheadRow>[] {
  const column = (of: 'p50Ms' | 'p99Ms'): Column<OverheadRow> => ({
    title: `${title}${of.slice(0, 3)} ms`,
    align: 'right',
    cell: (row) => {
      const latency = value(row);
      return latency ? number(latency[of], 2) : '–';
    },
  });
  return [column('p50Ms'), column('p99Ms')];
}

/** What was added, to the slowest call and to all of them; below it each call. */
export const formatOverheads = (overheads: readonly Overhead[]): string =>
  [
    `### Added to the slowest call, caches off: at most ${overheadPromise.most} ms at p50, aim ${overheadPromise.aim} ms`,
    '',
    `At ${overheads[0]?.perSecond ?? 0} requests a second each, in turns. What the client that calls the services itself takes beyond the slowest call are waves: calls that need the answers of others. Whoever shows the scene waits for them; what is added to all calls is the BFF's alone.`,
    '',
    formatTable(overheadColumns, overheads.flatMap(overheadRows)),
    '',
    ...overheads.map(formatCalls),
  ].join('\n');

function formatCalls({ play, calls, lateP99Ms, discarded }: Overhead): string {
  const each = calls.map(({ name, p50Ms, p99Ms }) => `${name} ${number(p50Ms, 2)} / ${number(p99Ms, 2)}`);
  return `- Calls of ${play}, p50 / p99 ms: ${each.join(', ')}. Requests were sent up to ${number(lateP99Ms, 2)} ms late (p99).${discarded === 0 ? '' : ` Rounds measured anew, because answers lacked something: ${discarded}.`}`;
}

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
