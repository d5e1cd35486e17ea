/** Promises about what is measured, and whether they are kept. */

import type { Overhead } from './overhead.ts';
import { figuresOf, type RunResult } from './results.ts';
import type { Startup } from './startup.ts';

/** A promise about a figure of which less is better. Both bounds are inclusive. */
interface Limit {
  readonly most: number;
  readonly aim: number;
}

/** Verdicts, the worst first. */
const verdicts = ['missed', 'kept', 'better than the aim'] as const;
export type Verdict = (typeof verdicts)[number];

const verdictOf = (value: number, { most, aim }: Limit): Verdict =>
  value <= aim ? 'better than the aim' : value <= most ? 'kept' : 'missed';

/** Ratios of CPU per request. */
const ratioLimits = [
  { scenario: 'web-grid', ours: 'frontage', peer: 'tutorial', most: 0.28, aim: 0.18 },
  { scenario: 'web-grid', ours: 'frontage', peer: 'mercurius', most: 1.8, aim: 1.2 },
  { scenario: 'web-grid', ours: 'cached', peer: 'mercurius', most: 0.6, aim: 0.4 },
  { scenario: 'mobile-home', ours: 'frontage', peer: 'fastify', most: 1.8, aim: 1.2 },
  { scenario: 'mobile-home', ours: 'cached', peer: 'fastify', most: 0.5, aim: 0.35 },
  { scenario: 'mobile-home-304', ours: 'cached', peer: 'fastify', most: 0.15, aim: 0.1 },
] as const;

/** Verdicts on the ratios that the run says something about. */
export const judgeRatios = ({ scenarios }: RunResult) =>
  ratioLimits.flatMap((limit) => {
    const result = scenarios.find(({ scenario }) => scenario === limit.scenario);
    const target = result?.targets.find(({ name }) => name === limit.peer);
    const ratio = result && target && figuresOf(target, result)[limit.ours]?.median;
    return ratio === undefined ? [] : [{ ...limit, ratio, verdict: verdictOf(ratio, limit) }];
  });

/** Milliseconds at p50, over the slowest call. */
export const overheadLimit: Limit = { most: 2, aim: 1 };

export const judgeOverhead = ({ calls: [slowest], bffs: [ours] }: Overhead): Verdict =>
  verdictOf(ours!.p50Ms - slowest!.p50Ms, overheadLimit);

/** Memory at rest in MB, and seconds until ready. */
export const startupLimits = { resting: { most: 120, aim: 95 }, ready: { most: 0.6, aim: 0.35 } };

export function judgeStartup({ readyMs, restingRss }: Startup): Verdict {
  const { ready, resting } = startupLimits;
  const both = [verdictOf(readyMs.median / 1e3, ready), verdictOf(restingRss.median / 1e6, resting)];
  return verdicts.find((verdict) => both.includes(verdict))!;
}
