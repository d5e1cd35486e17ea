/** Growth, overhead and start in tables. */

import type { Growth, Overhead, Series } from './growth.ts';
import type { Startup } from './startup.ts';
import { spread, type Summary } from './statistics.ts';
import { formatTable } from './table.ts';

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const withSpread = (summary: Summary, text: string): string => `${text} ±${number(spread(summary) * 100)} %`;

export const formatGrowth = ({ series, overheads, startups }: Growth): string =>
  [...series.map(formatSeries), formatOverheads(overheads), formatStartups(startups)].join('\n\n');

const formatSeries = ({ title, of, points, exponent }: Series): string =>
  [
    `### By ${title}: cost grows as ${of} to the power of ${number(exponent, 2)}`,
    '',
    formatTable<Series['points'][number]>(
      [
        { title: of, align: 'right', cell: ({ x }) => number(x) },
        { title: 'CPU µs/request', align: 'right', cell: ({ cpuUs }) => withSpread(cpuUs, number(cpuUs.median)) },
        { title: 'each', align: 'right', cell: ({ x, cpuUs }) => number(cpuUs.median / x, 1) },
      ],
      points,
    ),
  ].join('\n');

const formatOverheads = (overheads: readonly Overhead[]): string =>
  [
    '### Added to a call, caches off: at most 2 ms at p50, aim 1 ms',
    '',
    formatTable<Overhead>(
      [
        { title: 'scene', align: 'left', cell: ({ title, play }) => `${title} (${play})` },
        { title: 'requests/s', align: 'right', cell: ({ perSecond }) => number(perSecond) },
        { title: 'call p50 ms', align: 'right', cell: ({ direct }) => number(direct.p50Ms, 2) },
        { title: 'call p99 ms', align: 'right', cell: ({ direct }) => number(direct.p99Ms, 2) },
        { title: 'ours p50 ms', align: 'right', cell: ({ ours }) => number(ours.p50Ms, 2) },
        { title: 'ours p99 ms', align: 'right', cell: ({ ours }) => number(ours.p99Ms, 2) },
        { title: 'added p50 ms', align: 'right', cell: ({ added }) => number(added.p50Ms, 2) },
        { title: 'added p99 ms', align: 'right', cell: ({ added }) => number(added.p99Ms, 2) },
      ],
      overheads,
    ),
  ].join('\n');

const formatStartups = (startups: readonly Startup[]): string =>
  [
    '### Bundles: at rest at most 120 MB (aim 95), ready in at most 0.6 s (aim 0.35)',
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
      ],
      startups,
    ),
  ].join('\n');
