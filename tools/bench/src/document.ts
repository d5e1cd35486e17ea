/** docs/benchmarks.md: what the command printed, misses included. */

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { drawChart } from './chart.ts';
import { root } from './child.ts';
import { drawGrowth } from './growth-chart.ts';
import { formatGrowth } from './growth-report.ts';
import type { Growth } from './growth.ts';
import { formatMethod, formatPlay } from './report.ts';
import { formatTargets } from './targets-table.ts';
import type { RunResult } from './result.ts';

/** What follows on the page, from another run: kept when the scenes are measured anew. */
const growthMark = '<!-- growth -->';
const page = 'docs/benchmarks.md';

/** The page of a run. */
export const benchmarksPage = (run: RunResult, growth = ''): string =>
  [
    '# Benchmarks',
    '<!-- Written by `npm run bench -- --docs`. Do not edit: run it. -->',
    'What one screen costs here, and what it would cost with what one would pick instead: over the same services, on the same machine, in one run. How it is measured stands in [tools/bench](../tools/bench/README.md).',
    formatMethod(run),
    '![CPU per request](benchmarks.svg)',
    formatTargets(run),
    ...run.plays.map(formatPlay),
    growthMark,
    growth,
  ].join('\n\n');

/** Writes the page and its chart; gives their paths. */
export async function writeDocument(run: RunResult): Promise<readonly string[]> {
  const [, growth = ''] = (await readPage()).split(growthMark);
  return write({ [page]: benchmarksPage(run, growth.trimStart()), 'docs/benchmarks.svg': drawChart(run.plays) });
}

/** Writes the second half of the page, and its charts. */
export async function writeGrowth(growth: Growth): Promise<readonly string[]> {
  const [scenes = ''] = (await readPage()).split(growthMark);
  const charts = '![How cost grows](growth.svg)';
  return write({
    [page]: [scenes.trimEnd(), growthMark, '## Growth, overhead, start', charts, formatGrowth(growth), ''].join('\n\n'),
    'docs/growth.svg': drawGrowth(growth.series),
  });
}

const readPage = (): Promise<string> => readFile(resolve(root, page), 'utf8').catch(() => '# Benchmarks\n');

async function write(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await Promise.all(Object.entries(files).map(([file, text]) => writeFile(resolve(root, file), text)));
  return Object.keys(files);
}
