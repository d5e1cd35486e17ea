/** A run in words and tables. */

import { figuresOf, type Figures, type PlayResult, type RunResult } from './result.ts';
import type { RunInfo } from './run-info.ts';
import { spread, type Summary } from './statistics.ts';
import { formatTable, type Column } from './table.ts';
import { titles } from './targets.ts';

interface Row extends Figures {
  readonly title: string;
}

const nothing = '–';
/** `12,345.6` */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
/** The text, and how far the rounds lie apart. */
export const withSpread = (summary: Summary, text: string): string => `${text} ±${number(spread(summary) * 100)} %`;

/** Two digits that count, at least. */
export const formatRatio = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1));

const columns: readonly Column<Row>[] = [
  { title: 'target', align: 'left', cell: ({ title }) => title },
  {
    title: 'CPU µs/request',
    align: 'right',
    cell: ({ cpuUsPerRequest: cpu }) => (cpu ? withSpread(cpu, number(cpu.median)) : nothing),
  },
  {
    title: 'ours / this',
    align: 'right',
    cell: ({ ratio }) => (ratio ? withSpread(ratio, formatRatio(ratio.median)) : nothing),
  },
  {
    title: 'cached / this',
    align: 'right',
    cell: ({ cachedRatio: ratio }) => (ratio ? withSpread(ratio, formatRatio(ratio.median)) : nothing),
  },
  { title: 'requests/s', align: 'right', cell: ({ requestsPerSecond }) => number(requestsPerSecond.median) },
  { title: 'p50 ms', align: 'right', cell: ({ p50Ms }) => number(p50Ms.median, 1) },
  { title: 'p99 ms', align: 'right', cell: ({ p99Ms }) => number(p99Ms.median, 1) },
  { title: 'busy', align: 'right', cell: ({ busy }) => (busy ? `${number(busy.median * 100)} %` : nothing) },
  {
    title: 'RSS MB',
    align: 'right',
    cell: ({ rssBytes }) => (rssBytes ? number(rssBytes.median / 2 ** 20) : nothing),
  },
  { title: 'bytes', align: 'right', cell: ({ bytesPerRequest }) => number(bytesPerRequest.median) },
  {
    title: 'services µs',
    align: 'right',
    cell: ({ servicesUsPerRequest }) => number(servicesUsPerRequest.median),
  },
];

/** One scene: its table, and who is missing from it. */
export function formatPlay(result: PlayResult): string {
  const rows = result.targets.map((target) => ({ title: target.title, ...figuresOf(target, result) }));
  const absent = result.absent.map(({ name, reason }) => `${titles[name]}: not measured, ${reason}.`);
  return [
    `### ${result.title} (${result.play})`,
    '',
    formatTable(columns, rows),
    ...absent.flatMap((line) => ['', line]),
  ].join('\n');
}

/** What the figures stand on. */
export function formatMethod({ machine, method, startedAt, note }: RunInfo): string {
  const { processor, processors, memoryBytes, system, node, loadBefore } = machine;
  const lines = [
    `- Machine: ${processor}, ${processors} processors, ${number(memoryBytes / 2 ** 30)} GiB, ${system}, Node ${node}; load ${loadBefore} before the run.`,
    `- Run: ${startedAt}, ${method.rounds} interleaved rounds of ${method.secondsPerRound} s after ${number(method.warmUpRequests)} requests of warm-up each, ${method.connections} connections.`,
  ];
  return [...lines, ...(note === undefined ? [] : [`- Note: ${note}`])].join('\n');
}

/** The whole run. */
export const formatRun = (run: RunResult): string => [formatMethod(run), ...run.plays.map(formatPlay)].join('\n\n');
