/** Tables of a run, read in a terminal and in a Markdown file alike. */

import { markdownTable } from 'markdown-table';
import type { Series } from './growth.ts';
import type { Latency } from './load/loops.ts';
import type { Overhead } from './overhead.ts';
import { judgeOverhead, judgeRatios, judgeStartup, overheadLimit, startupLimits } from './promises.ts';
import { figuresOf, type Figures, type RunInfo, type RunResult, type ScenarioResult } from './results.ts';
import type { Startup } from './startup.ts';
import { exponent, spread, type Summary } from './statistics.ts';
import { titles, type TargetName } from './target-names.ts';

const nothing = '–';

/** Title of a column, and its cell for a row. A title that ends with a colon stands above numbers. */
type Column<R> = readonly [title: string, cell: (row: R, index: number) => string | undefined];

/** A Markdown table. */
export const table = <R>(rows: readonly R[], columns: readonly Column<R>[]): string =>
  markdownTable(
    [
      columns.map(([title]) => title.replace(/:$/, '')),
      ...rows.map((row, index) => columns.map(([, cell]) => cell(row, index) ?? nothing)),
    ],
    { align: columns.map(([title]) => (title.endsWith(':') ? 'r' : null)) },
  );

/** `12,345.6`, or a dash for none. */
const number = (value: number | undefined, digits = 0): string =>
  value?.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }) ?? nothing;

/** The median, and how far the rounds lie apart. */
const withSpread = (
  summary: Summary | undefined,
  format = (value: number): string => number(value),
): string | undefined => summary && `${format(summary.median)} ±${number(spread(summary) * 100)} %`;

/** Two digits that count, at least. */
export const formatRatio = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1));

const scenarioColumns: readonly Column<Figures>[] = [
  ['target', ({ name }) => titles[name]],
  ['CPU µs/request:', ({ cpuUs }) => withSpread(cpuUs)],
  ['ours / this:', ({ frontage }) => withSpread(frontage, formatRatio)],
  ['cached / this:', ({ cached }) => withSpread(cached, formatRatio)],
  ['requests/s:', ({ requestsPerSecond }) => number(requestsPerSecond.median)],
  ['p50 ms:', ({ p50Ms }) => number(p50Ms.median, 1)],
  ['p99 ms:', ({ p99Ms }) => number(p99Ms.median, 1)],
  ['busy:', ({ busy }) => busy && `${number(busy.median * 100)} %`],
  ['RSS MB:', ({ rssBytes }) => rssBytes && number(rssBytes.median / 2 ** 20)],
  ['bytes:', ({ bytes }) => number(bytes.median)],
  ['services µs:', ({ servicesUs }) => number(servicesUs.median)],
];

/** A scenario: its table, and which targets are missing from it. */
export const formatScenario = (result: ScenarioResult): string =>
  [
    `### ${result.title} (${result.scenario})`,
    table(
      result.targets.map((target) => figuresOf(target, result)),
      scenarioColumns,
    ),
    ...result.absent.map(({ name, reason }) => `${titles[name]}: not measured, ${reason}.`),
  ].join('\n\n');

/** Verdicts on the promised ratios. */
export const formatPromises = (run: RunResult): string =>
  table(judgeRatios(run), [
    ['scenario', ({ scenario }) => scenario],
    ['ours', ({ ours }) => titles[ours]],
    ['over', ({ peer }) => titles[peer]],
    ['at most:', ({ most }) => formatRatio(most)],
    ['aim:', ({ aim }) => formatRatio(aim)],
    ['ratio:', ({ ratio }) => formatRatio(ratio)],
    ['', ({ verdict }) => verdict],
  ]);

/** The circumstances of the figures, and what is missing from them. */
export const formatMethod = ({ machine, method, startedAt, failures }: RunInfo): string =>
  [
    `- Machine: ${machine.processor}, ${machine.processors} processors, ${number(machine.memoryBytes / 2 ** 30)} GiB, ${machine.system}, Node ${machine.node}; load ${machine.loadBefore} before the run.`,
    `- Run: ${startedAt}, ${method.rounds} interleaved rounds of ${method.seconds} s after ${number(method.warmUp.requests)} requests of warm-up each, ${method.connections} connections.`,
    ...failures.map((failure) => `- Could not be measured: ${failure}`),
  ].join('\n');

/** A curve: the exponent over all of it, and from each point to the next. */
export function formatSeries({ title, of, points, exponent: { median, min, max } }: Series): string {
  const overall = `${number(median, 2)} (${number(min, 2)} to ${number(max, 2)} by round)`;
  const slopeTo = (index: number): string | undefined => {
    const pair = points.slice(index - 1, index + 1).map(({ x, cpuUs }) => [x, cpuUs.median] as const);
    return index === 0 ? undefined : number(exponent(pair), 2);
  };
  return [
    `### By ${title}: cost grows as ${of} to the power of ${overall}`,
    table(points, [
      [`${of}:`, ({ x }) => number(x)],
      ['CPU µs/request:', ({ cpuUs }) => withSpread(cpuUs)],
      ['exponent since the row above:', (_, index) => slopeTo(index)],
    ]),
  ].join('\n\n');
}

/** Row of a table of overhead. */
interface OverheadRow {
  readonly scenario: string;
  readonly what: string;
  readonly took: Latency;
  readonly overSlowest?: Latency;
  readonly overAll?: Latency;
  readonly cpuMs?: number;
  readonly verdict?: string;
}

function overheadRows(overhead: Overhead): OverheadRow[] {
  const { scenario, calls, path, bffs } = overhead;
  const slowest = calls[0]!;
  const over = (base: Latency, { p50Ms, p99Ms }: Latency): Latency => ({
    p50Ms: p50Ms - base.p50Ms,
    p99Ms: p99Ms - base.p99Ms,
  });
  return [
    { scenario, what: `slowest call: ${slowest.name}`, took: slowest },
    { scenario, what: titles.direct, took: path, overSlowest: over(slowest, path) },
    ...bffs.map((bff, index) => ({
      ...{ scenario, what: titles[bff.name as TargetName], took: bff, cpuMs: bff.cpuMs },
      ...{ overSlowest: over(slowest, bff), overAll: over(path, bff) },
      ...(index === 0 && { verdict: judgeOverhead(overhead) }),
    })),
  ];
}

const latencyColumns = (title: string, of: (row: OverheadRow) => Latency | undefined): Column<OverheadRow>[] => [
  [`${title}p50 ms:`, (row) => number(of(row)?.p50Ms, 2)],
  [`${title}p99 ms:`, (row) => number(of(row)?.p99Ms, 2)],
];

/** Time added to the slowest call and to all of them; below it each call. */
export const formatOverheads = (overheads: readonly Overhead[]): string =>
  [
    `### Added to the slowest call, caches off: at most ${overheadLimit.most} ms at p50, aim ${overheadLimit.aim} ms`,
    `At ${overheads[0]?.perSecond ?? 0} requests a second each, in turns. What the client that calls the services itself takes beyond the slowest call are waves: calls that need the answers of others. Whoever shows the screen waits for them; what is added to all calls is the BFF's alone.`,
    table(overheads.flatMap(overheadRows), [
      ['scenario', ({ scenario }) => scenario],
      ['what', ({ what }) => what],
      ...latencyColumns('', ({ took }) => took),
      ...latencyColumns('over slowest call, ', ({ overSlowest }) => overSlowest),
      ...latencyColumns('over all calls, ', ({ overAll }) => overAll),
      ['CPU ms:', ({ cpuMs }) => number(cpuMs, 2)],
      ['', ({ verdict }) => verdict ?? ''],
    ]),
    overheads.map(formatCalls).join('\n'),
  ].join('\n\n');

function formatCalls({ scenario, calls, lateP99Ms, discarded }: Overhead): string {
  const each = calls.map(({ name, p50Ms, p99Ms }) => `${name} ${number(p50Ms, 2)} / ${number(p99Ms, 2)}`);
  const anew = discarded === 0 ? '' : ` Rounds measured anew, because answers lacked something: ${discarded}.`;
  return `- Calls of ${scenario}, p50 / p99 ms: ${each.join(', ')}. Requests were sent up to ${number(lateP99Ms, 2)} ms late (p99).${anew}`;
}

/** Start and rest of each bundle. */
export const formatStartups = (startups: readonly Startup[]): string => {
  const { resting, ready } = startupLimits;
  return [
    `### Bundles: at rest at most ${resting.most} MB (aim ${resting.aim}), ready in at most ${ready.most} s (aim ${ready.aim})`,
    table(startups, [
      ['app', ({ client }) => `${client}-bff`],
      ['bundle MB:', ({ bundleBytes }) => number(bundleBytes / 1e6, 1)],
      ['ready s:', ({ readyMs }) => withSpread(readyMs, (ms) => number(ms / 1e3, 2))],
      ['resting RSS MB:', ({ restingRss }) => withSpread(restingRss, (bytes) => number(bytes / 1e6))],
      ['', judgeStartup],
    ]),
  ].join('\n\n');
};
