/** docs/benchmarks.md: sections that the command writes, between marks, misses included. What stands around them is written by hand. */

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { drawGrowth, drawScenarios } from './charts.ts';
import type { GrowthResult } from './growth.ts';
import { root } from './process.ts';
import { judgeOverhead, judgeRatios, judgeStartup, type Verdict } from './promises.ts';
import type { RunResult } from './results.ts';
import {
  formatMethod,
  formatOverheads,
  formatPromises,
  formatScenario,
  formatSeries,
  formatStartups,
} from './tables.ts';

/** Sections by name. Where a verdict is a miss, the text by hand that follows is to say why, and what would be needed. */
type Sections = Readonly<Record<string, { readonly text: string; readonly verdicts?: readonly Verdict[] }>>;

export function sectionsOf(result: RunResult | GrowthResult): Sections {
  if ('scenarios' in result) {
    return {
      run: { text: formatMethod(result) },
      promises: { text: formatPromises(result), verdicts: judgeRatios(result).map(({ verdict }) => verdict) },
      scenarios: { text: result.scenarios.map(formatScenario).join('\n\n') },
    };
  }
  const { series, overheads, startups } = result;
  return {
    'growth-run': { text: formatMethod(result) },
    growth: { text: series.map(formatSeries).join('\n\n') },
    overhead: { text: formatOverheads(overheads), verdicts: overheads.map(judgeOverhead) },
    bundles: { text: formatStartups(startups), verdicts: startups.map(judgeStartup) },
  };
}

/** Puts sections in the place of those of a page. `unexplained` are those with a miss and no text by hand. Throws without marks. */
export function withSections(page: string, sections: Sections) {
  const unexplained: string[] = [];
  let text = page;
  for (const [name, { text: section, verdicts = [] }] of Object.entries(sections)) {
    const begin = `<!-- ${name}: written by npm run bench -->`;
    const end = `<!-- /${name} -->`;
    const [head, old] = text.split(begin);
    const tail = old?.split(end)[1];
    if (tail === undefined) throw new Error(`docs/benchmarks.md lacks '${begin}' … '${end}'.`);
    const isExplained = !verdicts.includes('missed') || /^\s*(?!\s|<!--|$)/.test(tail);
    if (!isExplained) unexplained.push(name);
    const parts = [begin, section, ...(isExplained ? [] : ['**Missed, and not explained yet.**']), end];
    text = `${head}${parts.join('\n\n')}${tail}`;
  }
  return { text, unexplained };
}

/** Writes a run into the page, with its chart. Gives the names of sections whose miss is not explained. */
export async function writePage(result: RunResult | GrowthResult): Promise<readonly string[]> {
  const docs = resolve(root, 'docs');
  const page = resolve(docs, 'benchmarks.md');
  const { text, unexplained } = withSections(await readFile(page, 'utf8'), sectionsOf(result));
  await writeFile(page, text);
  if ('scenarios' in result) await writeFile(resolve(docs, 'benchmarks.svg'), await drawScenarios(result.scenarios));
  else await writeFile(resolve(docs, 'benchmarks-growth.svg'), await drawGrowth(result.series));
  return unexplained;
}
