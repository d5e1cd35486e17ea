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

/** Draws scenarios, each on a scale of its own: medians, and the range of rounds. */
export const drawScenarios = (results: readonly ScenarioResult[]): Promise<string> =>
  draw({
    vconcat: results.map((result) => {
      const values = result.targets.flatMap((target) => {
        const { name, cpuUs } = figuresOf(target, result);
        const label = `${cpuUs?.median.toLocaleString('en-US', { maximumFractionDigits: 0 })} µs`;
        return cpuUs ? [{ ...cpuUs, label, target: titles[name], color: isOurs(name) ? ours : theirs }] : [];
      });
      return {
        title: `${result.title} (${result.scenario}): CPU per request`,
        ...{ width: 450, height: { step: 24 }, data: { values } },
        encoding: { y: { field: 'target', sort: null, title: null, axis: { labelLimit: 400, minExtent: 300 } } },
        layer: [
          {
            mark: 'bar',
            encoding: {
              x: { field: 'median', type: 'quantitative', axis: null },
              color: { field: 'color', type: 'nominal', scale: null },
            },
          },
          { mark: { type: 'rule', color: text }, encoding: { x: { field: 'min' }, x2: { field: 'max' } } },
          {
            mark: { type: 'text', align: 'left', dx: 8 },
            encoding: { x: { field: 'max', type: 'quantitative' }, text: { field: 'label' } },
          },
        ],
      };
    }),
  });

/** Draws curves on two logarithmic axes of whole decades, two in a row. A straight line is a power, and its slope the exponent. */
export const drawGrowth = (series: readonly Series[]): Promise<string> =>
  draw({
    columns: 2,
    concat: series.map(({ title, of, points, exponent }) => {
      const [first, last] = [points[0]!, points.at(-1)!];
      const proportional = [first.x, last.x].map((x) => ({ x, median: (first.cpuUs.median * x) / first.x }));
      const scale = { type: 'log', nice: true };
      const values = points.map(({ x, cpuUs }) => ({ x, ...cpuUs }));
      return {
        title: {
          ...{ text: `By ${title}`, anchor: 'start' },
          subtitle: `CPU µs per request, exponent ${exponent.median.toFixed(2)} (dashed: 1)`,
        },
        ...{ width: 356, height: 194, data: { values } },
        encoding: {
          x: { field: 'x', type: 'quantitative', title: of, scale },
          y: { field: 'median', type: 'quantitative', title: null, scale },
        },
        layer: [
          { data: { values: proportional }, mark: { type: 'line', color: theirs, strokeDash: [4, 4], clip: true } },
          { mark: { type: 'rule', color: ours }, encoding: { y: { field: 'min' }, y2: { field: 'max' } } },
          { mark: { type: 'line', color: ours, point: { color: ours } } },
        ],
      };
    }),
  });
