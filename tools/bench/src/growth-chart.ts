/** Curves of cost on two logarithmic axes: there a straight line is a power, and its slope the exponent. */

import { escape } from './chart.ts';
import type { Series } from './growth.ts';

const width = 420;
const height = 260;
const margin = { left: 64, right: 16, top: 40, bottom: 36 };

/** Draws the series beside each other. */
export function drawGrowth(series: readonly Series[]): string {
  const total = width * series.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total} ${height}" width="${total}" height="${height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text { fill: #57606a } .title { font-weight: 600 } path { fill: none; stroke: #1a7f5a; stroke-width: 2 } circle { fill: #1a7f5a } .axis { stroke: #8c96a3; stroke-width: 1 }',
    '@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }</style>',
    ...series.map((each, index) => `<g transform="translate(${index * width} 0)">${drawSeries(each)}</g>`),
    '</svg>',
    '',
  ].join('\n');
}

function drawSeries({ title, of, points, exponent }: Series): string {
  const x = scale(
    points.map((point) => point.x),
    margin.left,
    width - margin.right,
  );
  const y = scale(
    points.map(({ cpuUs }) => cpuUs.median),
    height - margin.bottom,
    margin.top,
  );
  const at = points.map((point) => [x(point.x), y(point.cpuUs.median), point] as const);
  const dots = at.map(
    ([cx, cy, { x: count, cpuUs }]) =>
      `<circle cx="${cx}" cy="${cy}" r="3"/><text x="${cx}" y="${height - 20}" text-anchor="middle">${count}</text>` +
      `<text x="${margin.left - 8}" y="${cy + 4}" text-anchor="end">${Math.round(cpuUs.median)}</text>`,
  );
  return [
    `<text class="title" x="8" y="18">${escape(title)}: exponent ${exponent.toFixed(2)}</text>`,
    `<text x="${width / 2}" y="${height - 4}" text-anchor="middle">${escape(of)} → CPU µs per request</text>`,
    `<path d="M${at.map(([cx, cy]) => `${cx} ${cy}`).join('L')}"/>`,
    ...dots,
  ].join('');
}

/** From values to pixels, by their logarithms. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => Math.round(from + ((Math.log(value) - low) / Math.max(1e-9, high - low)) * (to - from));
}
