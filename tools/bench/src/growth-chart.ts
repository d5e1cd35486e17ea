/** Curves of cost on two logarithmic axes: there a straight line is a power, and its slope the exponent. */

import { escape } from './chart.ts';
import type { Series } from './growth.ts';

const panel = { width: 440, height: 300 };
const columns = 2;
const plot = { left: 64, right: 420, top: 52, bottom: 246 };

/** Draws the series, two in a row. */
export function drawGrowth(series: readonly Series[]): string {
  const width = panel.width * Math.min(columns, series.length);
  const height = panel.height * Math.ceil(series.length / columns);
  const at = (index: number): string =>
    `translate(${(index % columns) * panel.width} ${Math.floor(index / columns) * panel.height})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text { fill: #57606a } .title { font-weight: 600 } line, path { fill: none; stroke: #8c96a3 } .grid { stroke-opacity: 0.3 } .cost { stroke: #1a7f5a; stroke-width: 2 } .range { stroke: #1a7f5a; stroke-width: 1.5 } .proportion { stroke-dasharray: 4 4 } circle { fill: #1a7f5a }',
    '@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }</style>',
    `<clipPath id="plot"><rect x="${plot.left}" y="${plot.top}" width="${plot.right - plot.left}" height="${plot.bottom - plot.top}"/></clipPath>`,
    ...series.map((each, index) => `<g transform="${at(index)}">\n${drawSeries(each)}\n</g>`),
    '</svg>',
    '',
  ].join('\n');
}

function drawSeries({ title, of, points, exponent }: Series): string {
  const counts = points.map((point) => point.x);
  const [low, high] = rangeOf(points.flatMap(({ cpuUs }) => [cpuUs.min, cpuUs.max]));
  const x = scale([Math.min(...counts), Math.max(...counts)], [plot.left + 16, plot.right - 16]);
  const y = scale([low, high], [plot.bottom, plot.top]);
  const [first, last] = [points[0]!, points.at(-1)!];
  const inProportion = (first.cpuUs.median * last.x) / first.x;
  return [
    `<text class="title" x="8" y="18">By ${escape(title)}</text>`,
    `<text x="8" y="36">CPU µs per request, exponent ${exponent.median.toFixed(2)} (dashed: 1)</text>`,
    ...ticks(low, high).map(
      (tick) =>
        `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y(tick)}" y2="${y(tick)}"/>` +
        `<text x="${plot.left - 8}" y="${y(tick) + 4}" text-anchor="end">${formatCount(tick)}</text>`,
    ),
    `<line x1="${plot.left}" x2="${plot.right}" y1="${plot.bottom}" y2="${plot.bottom}"/>`,
    ...counts.map(
      (count) => `<text x="${x(count)}" y="${plot.bottom + 18}" text-anchor="middle">${formatCount(count)}</text>`,
    ),
    `<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 38}" text-anchor="middle">${escape(of)}</text>`,
    `<line class="proportion" clip-path="url(#plot)" x1="${x(first.x)}" y1="${y(first.cpuUs.median)}" x2="${x(last.x)}" y2="${y(inProportion)}"/>`,
    ...points.map(
      ({ x: count, cpuUs }) =>
        `<line class="range" x1="${x(count)}" x2="${x(count)}" y1="${y(cpuUs.min)}" y2="${y(cpuUs.max)}"/>` +
        `<circle cx="${x(count)}" cy="${y(cpuUs.median)}" r="3.5"/>`,
    ),
    `<path class="cost" d="M${points.map(({ x: count, cpuUs }) => `${x(count)} ${y(cpuUs.median)}`).join('L')}"/>`,
  ].join('\n');
}

const formatCount = (count: number): string => count.toLocaleString('en-US');

/** Room above and below, and a decade at least: what hardly grows must look like it. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values) / 1.2, Math.max(...values) * 1.2];
  const missing = Math.max(1, Math.sqrt(10 / (high / low)));
  return [low / missing, high * missing];
}

/** 1, 2, 5, 10, 20, 50 … within a range. */
function ticks(low: number, high: number): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power += 1) {
    found.push(...[1, 2, 5].map((digit) => digit * 10 ** power).filter((tick) => tick >= low && tick <= high));
  }
  return found;
}

/** From values to pixels, by their logarithms. */
function scale([low, high]: readonly [number, number], [from, to]: readonly [number, number]) {
  const span = Math.max(1e-9, Math.log(high) - Math.log(low));
  return (value: number): number =>
    Number((from + ((Math.log(value) - Math.log(low)) / span) * (to - from)).toFixed(1));
}
