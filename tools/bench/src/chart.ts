/** A bar for each target of each scene: CPU per request, with the rounds' range. Plain SVG, readable on light and dark pages. */

import { figuresOf, type PlayResult } from './result.ts';
import { isOurs } from './targets.ts';

const width = 860;
const labelWidth = 320;
const valueWidth = 90;
const barHeight = 18;
const rowHeight = 24;
const titleHeight = 34;
const gap = 14;
const barSpace = width - labelWidth - valueWidth;

/** Draws the scenes below each other, each on a scale of its own. */
export function drawChart(plays: readonly PlayResult[]): string {
  let y = 0;
  const groups = plays.map((play) => {
    const { svg, height } = drawPlay(play, y);
    y += height;
    return svg;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" font-family="system-ui, sans-serif" font-size="13">`,
    '<style>text { fill: #57606a } .title { font-weight: 600 } .ours { fill: #1a7f5a } .theirs { fill: #8c96a3 } .range { stroke: #57606a; stroke-width: 1.5 }',
    '@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } .range { stroke: #c9d1d9 } }</style>',
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

function drawPlay(play: PlayResult, top: number): { readonly svg: string; readonly height: number } {
  const bars = play.targets.flatMap((target) => {
    const { cpuUsPerRequest: cpu } = figuresOf(target, play);
    return cpu ? [{ title: target.title, cpu, kind: isOurs(target.name) ? 'ours' : 'theirs' }] : [];
  });
  const scale = barSpace / Math.max(...bars.map(({ cpu }) => cpu.max));
  const rows = bars.map(({ title, cpu, kind }, index) => {
    const y = top + titleHeight + index * rowHeight;
    const at = (value: number): string => (labelWidth + value * scale).toFixed(1);
    const middle = y + barHeight / 2;
    return [
      `<text x="${labelWidth - 8}" y="${middle + 4.5}" text-anchor="end">${escape(title)}</text>`,
      `<rect class="${kind}" x="${labelWidth}" y="${y}" width="${(cpu.median * scale).toFixed(1)}" height="${barHeight}" rx="2"/>`,
      `<line class="range" x1="${at(cpu.min)}" x2="${at(cpu.max)}" y1="${middle}" y2="${middle}"/>`,
      `<text x="${(Number(at(cpu.max)) + 8).toFixed(1)}" y="${middle + 4.5}">${Math.round(cpu.median).toLocaleString('en-US')} µs</text>`,
    ].join('');
  });
  const title = `<text class="title" x="0" y="${top + 20}">${escape(play.title)} (${escape(play.play)}): CPU per request</text>`;
  return { svg: [title, ...rows].join('\n'), height: titleHeight + bars.length * rowHeight + gap };
}

/** For text and attributes of XML. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
