/** docs/benchmarks.md: sections that the command writes, between marks, misses included. What stands around them is written by hand. */

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { drawGrowth, drawScenarios } from './charts.ts';
import {
  formatFailures,
  formatOverheads,
  formatSeries,
  formatStartups,
  overheadVerdict,
  startupVerdict,
} from './growth-tables.ts';
import type { GrowthResult } from './growth.ts';
import { root } from './process.ts';
import { judge, type RunResult, type Verdict } from './results.ts';
import { formatMethod, formatPromises, formatScenario } from './tables.ts';

const page = resolve(root, 'docs/benchmarks.md');

interface Section {
  readonly text: string;
  /** True when a promise was missed. The text by hand that follows is to say why, and what would be needed. */
  readonly missed?: boolean;
}

/** Sections by name. */
type Sections = Readonly<Record<string, Section>>;

const isMissed = (verdict: Verdict): boolean => verdict === 'missed';

export function sectionsOf(result: RunResult | GrowthResult): Sections {
  if ('scenarios' in result) {
    return {
      run: { text: formatMethod(result) },
      promises: { text: formatPromises(result), missed: judge(result).some(({ verdict }) => isMissed(verdict)) },
      scenarios: { text: result.scenarios.map(formatScenario).join('\n\n') },
    };
  }
  const { series, overheads, startups } = result;
  return {
    'growth-run': { text: [formatMethod(result), formatFailures(result)].join('\n').trim() },
    growth: { text: series.map(formatSeries).join('\n\n') },
    overhead: { text: formatOverheads(overheads), missed: overheads.map(overheadVerdict).some(isMissed) },
    bundles: { text: formatStartups(startups), missed: startups.map(startupVerdict).some(isMissed) },
  };
}

/** Puts sections in the place of those of a page. `unexplained` are those with a miss and no text by hand. Throws without marks. */
export function withSections(before: string, sections: Sections) {
  const unexplained: string[] = [];
  let text = before;
  for (const [name, { text: section, missed }] of Object.entries(sections)) {
    const begin = `<!-- ${name}: written by npm run bench -->`;
    const end = `<!-- /${name} -->`;
    const [head, rest = ''] = text.split(begin);
    const [old, tail] = rest.split(end);
    if (old === undefined || tail === undefined) throw new Error(`${page} lacks '${begin}' … '${end}'.`);
    const [byHand] = tail.split('<!--');
    const isUnexplained = missed && byHand!.trim() === '';
    if (isUnexplained) unexplained.push(name);
    const parts = [begin, section, ...(isUnexplained ? ['**Missed, and not explained yet.**'] : []), end];
    text = `${head}${parts.join('\n\n')}${tail}`;
  }
  return { text, unexplained };
}

/** Writes a run into the page, with its chart. Gives the names of sections whose miss is not explained. */
export async function writePage(result: RunResult | GrowthResult): Promise<readonly string[]> {
  const { text, unexplained } = withSections(await readFile(page, 'utf8'), sectionsOf(result));
  await writeFile(page, text);
  const isRun = 'scenarios' in result;
  await writeFile(
    resolve(root, `docs/benchmarks${isRun ? '' : '-growth'}.svg`),
    await (isRun ? drawScenarios(result.scenarios) : drawGrowth(result.series)),
  );
  return unexplained;
}
