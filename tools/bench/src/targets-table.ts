/** What the project promised to cost at most, against what it did. */

import { formatRatio } from './report.ts';
import { figuresOf, type RunResult } from './result.ts';
import { formatTable } from './table.ts';
import { titles, type TargetName } from './targets.ts';
import { verdictOf, type Promised, type Verdict } from './verdict.ts';

interface PromisedRatio extends Promised {
  readonly play: string;
  readonly ours: 'frontage' | 'cached';
  readonly peer: TargetName;
}

/** Ratios of CPU per request. */
const promises: readonly PromisedRatio[] = [
  { play: 'web-grid', ours: 'frontage', peer: 'tutorial', most: 0.28, aim: 0.18 },
  { play: 'web-grid', ours: 'frontage', peer: 'mercurius', most: 1.8, aim: 1.2 },
  { play: 'web-grid', ours: 'cached', peer: 'mercurius', most: 0.6, aim: 0.4 },
  { play: 'mobile-home', ours: 'frontage', peer: 'fastify', most: 1.8, aim: 1.2 },
  { play: 'mobile-home', ours: 'cached', peer: 'fastify', most: 0.5, aim: 0.35 },
];

interface Kept extends PromisedRatio {
  readonly ratio: number;
  readonly verdict: Verdict;
}

/** What became of each promise that the run says something about. */
export const judge = ({ plays }: RunResult): readonly Kept[] =>
  promises.flatMap((promised): Kept[] => {
    const play = plays.find((each) => each.play === promised.play);
    const target = play?.targets.find((each) => each.name === promised.peer);
    if (!play || !target) return [];
    const figures = figuresOf(target, play);
    const ratio = (promised.ours === 'cached' ? figures.cachedRatio : figures.ratio)?.median;
    return ratio === undefined ? [] : [{ ...promised, ratio, verdict: verdictOf(ratio, promised) }];
  });

/** One line for each of them. */
export function formatTargets(run: RunResult): string {
  const rows = judge(run);
  if (rows.length === 0) return '';
  return formatTable<Kept>(
    [
      { title: 'scene', align: 'left', cell: ({ play }) => play },
      { title: 'ours', align: 'left', cell: ({ ours }) => titles[ours] },
      { title: 'over', align: 'left', cell: ({ peer }) => titles[peer] },
      { title: 'at most', align: 'right', cell: ({ most }) => formatRatio(most) },
      { title: 'aim', align: 'right', cell: ({ aim }) => formatRatio(aim) },
      { title: 'ratio', align: 'right', cell: ({ ratio }) => formatRatio(ratio) },
      { title: '', align: 'left', cell: ({ verdict }) => verdict },
    ],
    rows,
  );
}
