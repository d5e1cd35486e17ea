/** Charts of a run, drawn by Vega-Lite: CPU per request, and its growth. Readable on light and dark pages. */

import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Series } from './growth.ts';
import { figuresOf, type ScenarioResult } from './results.ts';
import { titles } from './target-names.ts';
import { isOurs } from './targets.ts';

const [ours, theirs, text] = ['#1a7f5a', '#8c96a3', '#57606a'];

async function draw(spec: object): Promise<string> {
  const axis = { gridOpacity: 0.4, domainColor: theirs, tickColor: theirs };
  const config = { font: 'system-ui, sans-serif', view: { stroke: null }, axis, background: 'transparent' } as const;
  const svg = await new View(parse(compile({ ...spec, config } as TopLevelSpec).spec), { renderer: 'none' }).toSVG();
  const style = `<style>text { fill: ${text} } @media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }</style>`;
  return `${svg.replace('>', `>${style}`)}\n`;
}

const numbers = (field: string) => ({ field, type: 'quantitative' });

/** Draws scenarios, each on a scale of its own: medians, and the range of rounds. */
export const drawScenarios = (results: readonly ScenarioResult[]): Promise<string> =>
  draw({
    vconcat: results.map((result) => {
      const values = result.targets.flatMap((target) => {
        const { name, cpuUs } = figuresOf(target, result);
        const label = `${cpuUs?.median.toLocaleString('en-US', { maximumFractionDigits: 0 })} µs`;
        return cpuUs ? [{ ...cpuUs, label, target: titles[name], color: isOurs(name) ? ours : theirs }] : [];
      });
      const names = { title: null, labelLimit: 400, minExtent: 300, ticks: false, domain: false };
      const color = { field: 'color', type: 'nominal', scale: null };
      const title = `${result.title} (${result.scenario}): CPU per request`;
      return {
        title: { text: title, anchor: 'start', frame: 'group', dx: -300 },
        ...{ width: 450, height: { step: 24 }, data: { values } },
        encoding: { y: { field: 'target', sort: null, axis: names } },
        layer: [
          {
            mark: { type: 'bar', cornerRadiusEnd: 2 },
            encoding: { x: { ...numbers('median'), axis: null }, color },
          },
          { mark: { type: 'rule', color: text }, encoding: { x: numbers('min'), x2: { field: 'max' } } },
          {
            mark: { type: 'text', align: 'left', dx: 8 },
            encoding: { x: numbers('max'), text: { field: 'label' } },
          },
        ],
      };
    }),
  });

/** Draws curves on two logarithmic axes, two in a row. A straight line is a power, and its slope the exponent. */
export const drawGrowth = (series: readonly Series[]): Promise<string> =>
  draw({
    columns: 2,
    concat: series.map(({ title, of, points, exponent }) => {
      const domain = rangeOf(points.flatMap(({ cpuUs }) => [cpuUs.min, cpuUs.max]));
      const [first, last] = [points[0]!, points.at(-1)!];
      const proportional = [first.x, last.x].map((x) => ({ x, median: (first.cpuUs.median * x) / first.x }));
      const x = {
        ...{ ...numbers('x'), title: of, scale: { type: 'log', padding: 16, nice: false } },
        axis: { values: points.map((point) => point.x), format: ',', grid: false },
      };
      const y = {
        ...{ ...numbers('median'), title: null, scale: { type: 'log', domain, nice: false } },
        axis: { values: ticks(domain), format: ',' },
      };
      const subtitle = `CPU µs per request, exponent ${exponent.median.toFixed(2)} (dashed: 1)`;
      return {
        title: { text: `By ${title}`, anchor: 'start', subtitle },
        ...{ width: 356, height: 194 },
        data: { values: points.map(({ x, cpuUs }) => ({ x, ...cpuUs })) },
        encoding: { x, y },
        layer: [
          { data: { values: proportional }, mark: { type: 'line', color: theirs, strokeDash: [4, 4], clip: true } },
          { mark: { type: 'rule', color: ours }, encoding: { y: { ...y, field: 'min' }, y2: { field: 'max' } } },
          { mark: { type: 'line', color: ours, point: { color: ours } } },
        ],
      };
    }),
  });

/** The range of an axis, a decade at least: slow growth must look slow. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values) / 1.2, Math.max(...values) * 1.2];
  const missing = Math.max(1, Math.sqrt(10 / (high / low)));
  return [low / missing, high * missing];
}

/** 1, 2, 5, 10, 20, 50 … within a range. */
const ticks = ([low, high]: readonly [number, number]): number[] =>
  Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power))
    .flat()
    .filter((tick) => tick >= low && tick <= high);
