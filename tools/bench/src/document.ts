/** docs/benchmarks.md: what the command printed, misses included, and what people noted about it. */

import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { drawChart } from './chart.ts';
import { root } from './child.ts';
import { drawGrowth } from './growth-chart.ts';
import {
  formatFailures,
  formatOverheads,
  formatSeries,
  formatStartups,
  missedOverhead,
  missedStartup,
} from './growth-report.ts';
import type { Growth } from './growth.ts';
import { formatNote, readNotes, type Notes } from './notes.ts';
import { formatMethod, formatPlay } from './report.ts';
import type { RunResult } from './result.ts';
import { formatTargets, judge } from './targets-table.ts';

/** What follows on the page, from another run: kept when the scenes are measured anew. */
const growthMark = '<!-- growth -->';
const page = 'docs/benchmarks.md';
const chart = 'benchmarks.svg';
const growthChart = 'benchmarks-growth.svg';

/** A half of the page, and the names of notes that are still to be written: a promise was missed, and nobody said why. */
interface Half {
  readonly text: string;
  readonly unexplained: readonly string[];
}

/** What was written. */
export interface Written extends Pick<Half, 'unexplained'> {
  readonly files: readonly string[];
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

const unexplained = (missed: Readonly<Record<string, boolean>>, notes: Notes): string[] =>
  Object.keys(missed).filter((name) => missed[name] && !notes.get(name));

/** The first half: the scenes of a run. */
export function scenesHalf(run: RunResult, notes: Notes = new Map()): Half {
  const missed = { scenes: judge(run).some(({ verdict }) => verdict === 'missed') };
  return {
    unexplained: unexplained(missed, notes),
    text: joined([
      '# Benchmarks',
      '<!-- Written by `npm run bench -- --docs`, below the growth mark with `--growth`. Do not edit, except between the marks of notes: they stay. -->',
      'What one screen costs here, and what it would cost with what one would pick instead: over the same services, on the same machine, in one run. How it is measured stands in [tools/bench](../tools/bench/README.md).',
      formatMethod(run),
      `![CPU per request](${chart})`,
      formatTargets(run),
      formatNote('scenes', notes, missed.scenes),
      ...run.plays.map(formatPlay),
    ]),
  };
}

/** The second half. */
export function growthHalf(growth: Growth, notes: Notes = new Map()): Half {
  const { series, overheads, startups } = growth;
  const missed = { overhead: overheads.some(missedOverhead), bundles: startups.some(missedStartup) };
  return {
    unexplained: unexplained(missed, notes),
    text: joined([
      '## Growth, overhead, start',
      formatMethod(growth),
      `![How cost grows](${growthChart})`,
      ...series.map(formatSeries),
      formatNote('growth', notes, false),
      formatOverheads(overheads),
      formatNote('overhead', notes, missed.overhead),
      formatStartups(startups),
      formatNote('bundles', notes, missed.bundles),
      formatFailures(growth),
    ]),
  };
}

/** Puts a half in the place of the one that is there. */
export function replaceHalf(whole: string, halves: { readonly scenes?: string; readonly growth?: string }): string {
  const [scenes = '', growth = ''] = whole.split(growthMark);
  return `${joined([(halves.scenes ?? scenes).trim(), growthMark, (halves.growth ?? growth).trim()])}\n`;
}

/** Writes the first half of the page, and its chart. */
export async function writeDocument(run: RunResult): Promise<Written> {
  const whole = await readPage();
  const { text, unexplained } = scenesHalf(run, readNotes(whole));
  const files = { [page]: replaceHalf(whole, { scenes: text }), [`docs/${chart}`]: drawChart(run.plays) };
  return { files: await write(files), unexplained };
}

/** Writes the second half of the page, and its chart. */
export async function writeGrowth(growth: Growth): Promise<Written> {
  const whole = await readPage();
  const { text, unexplained } = growthHalf(growth, readNotes(whole));
  const files = { [page]: replaceHalf(whole, { growth: text }), [`docs/${growthChart}`]: drawGrowth(growth.series) };
  return { files: await write(files), unexplained };
}

const readPage = (): Promise<string> => readFile(resolve(root, page), 'utf8').catch(() => '# Benchmarks\n');

async function write(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await Promise.all(Object.entries(files).map(([file, text]) => writeFile(resolve(root, file), text)));
  return Object.keys(files);
}
