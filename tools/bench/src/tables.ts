/** Tables of a run, read in a terminal and in a Markdown file alike. */

import { markdownTable } from 'markdown-table';
import { figuresOf, judge, type RunInfo, type RunResult, type ScenarioResult } from './results.ts';
import { spread, type Summary } from './statistics.ts';
import { titles } from './target-names.ts';

export const nothing = '–';

/** A Markdown table. A title that ends with a colon stands above a column of numbers. */
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable([columns.map((title) => title.replace(/:$/, '')), ...rows], {
    align: columns.map((title) => (title.endsWith(':') ? 'r' : null)),
  });

/** `12,345.6` */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The median, and how far the rounds lie apart. */
export const withSpread = (summary: Summary, format: (value: number) => string): string =>
  `${format(summary.median)} ±${number(spread(summary) * 100)} %`;

/** Two digits that count, at least. */
export const formatRatio = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1));

const columns = [
  ...['target', 'CPU µs/request:', 'ours / this:', 'cached / this:', 'requests/s:', 'p50 ms:', 'p99 ms:'],
  ...['busy:', 'RSS MB:', 'bytes:', 'services µs:'],
];

/** A scenario: its table, and which targets are missing from it. */
export function formatScenario(result: ScenarioResult): string {
  const rows = result.targets.map((target) => {
    const { cpuUs, frontage, cached, busy, rssBytes, ...rest } = figuresOf(target, result);
    return [
      titles[target.name],
      cpuUs ? withSpread(cpuUs, number) : nothing,
      frontage ? withSpread(frontage, formatRatio) : nothing,
      cached ? withSpread(cached, formatRatio) : nothing,
      number(rest.requestsPerSecond.median),
      number(rest.p50Ms.median, 1),
      number(rest.p99Ms.median, 1),
      busy ? `${number(busy.median * 100)} %` : nothing,
      rssBytes ? number(rssBytes.median / 2 ** 20) : nothing,
      number(rest.bytes.median),
      number(rest.servicesUs.median),
    ];
  });
  return [
    `### ${result.title} (${result.scenario})`,
    table(columns, rows),
    ...result.absent.map(({ name, reason }) => `${titles[name]}: not measured, ${reason}.`),
  ].join('\n\n');
}

/** Verdicts on the promised ratios. */
export const formatPromises = (run: RunResult): string =>
  table(
    ['scenario', 'ours', 'over', 'at most:', 'aim:', 'ratio:', ''],
    judge(run).map(({ scenario, ours, peer, most, aim, ratio, verdict }) => [
      ...[scenario, titles[ours], titles[peer], formatRatio(most), formatRatio(aim), formatRatio(ratio), verdict],
    ]),
  );

/** The circumstances of the figures. */
export const formatMethod = ({ machine, method, startedAt, note }: RunInfo): string =>
  [
    `- Machine: ${machine.processor}, ${machine.processors} processors, ${number(machine.memoryBytes / 2 ** 30)} GiB, ${machine.system}, Node ${machine.node}; load ${machine.loadBefore} before the run.`,
    `- Run: ${startedAt}, ${method.rounds} interleaved rounds of ${method.seconds} s after ${number(method.warmUp.requests)} requests of warm-up each, ${method.connections} connections.`,
    ...(note === undefined ? [] : [`- Note: ${note}`]),
  ].join('\n');
