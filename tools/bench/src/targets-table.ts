/** What the project promised to cost at most, against what it did. */

import { formatRatio } from './report.ts';
import { figuresOf, type RunResult } from './result.ts';
import { formatTable } from './table.ts';
import { titles, type TargetName } from './targets.ts';

interface Promised {
  readonly play: string;
  readonly ours: 'frontage' | 'cached';
  readonly peer: TargetName;
  readonly most: number;
  readonly aim: number;
}

/** Ratios of CPU per request. */
const promises: readonly Promised[] = [
  { play: 'web-grid', ours: 'frontage', peer: 'tutorial', most: 0.28, aim: 0.18 },
  { play: 'web-grid', ours: 'frontage', peer: 'mercurius', most: 1.8, aim: 1.2 },
  { play: 'web-grid', ours: 'cached', peer: 'mercurius', most: 0.6, aim: 0.4 },
  { play: 'mobile-home', ours: 'frontage', peer: 'fastify', most: 1.8, aim: 1.2 },
  { play: 'mobile-home', ours: 'cached', peer: 'fastify', most: 0.5, aim: 0.35 },
];

/** One line for each promise that the run says something about. */
export function formatTargets({ plays }: RunResult): string {
  const rows = promises.flatMap(({ play: name, ours, peer, most, aim }) => {
    const play = plays.find((each) => each.play === name);
    const target = play?.targets.find((each) => each.name === peer);
    if (!play || !target) return [];
    const figures = figuresOf(target, play);
    const ratio = (ours === 'cached' ? figures.cachedRatio : figures.ratio)?.median;
    if (ratio === undefined) return [];
    const verdict = ratio <= aim ? 'better than the aim' : ratio <= most ? 'kept' : 'missed';
    return [{ name, ours, peer, most, aim, ratio, verdict }];
  });
  if (rows.length === 0) return '';
  return formatTable(
    [
      { title: 'scene', align: 'left', cell: ({ name }) => name },
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
