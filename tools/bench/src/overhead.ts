/** What we add to the services' own answers, at an easy rate. */

import type { Latency, SideBySideOutcome } from './load/load-order.ts';
import type { Progress } from './progress.ts';
import { onStage, requireEqualAnswers, requireWhole, warmUp, type Method, type Player } from './run-play.ts';
import type { Play } from './scenes/index.ts';
import { median } from './statistics.ts';

export interface CallLatency extends Latency {
  /** As in peers/services.ts: `products`. */
  readonly name: string;
}

export interface Overhead {
  readonly play: string;
  readonly title: string;
  readonly perSecond: number;
  /** The scene's calls to services, the slowest first, by p50. */
  readonly calls: readonly [CallLatency, ...CallLatency[]];
  /** All of them, each as early as it can be made. */
  readonly path: Latency;
  readonly ours: Latency;
  /** What our process computed for a request. */
  readonly cpuMs: number;
  /** How late requests were sent, at p99. */
  readonly lateP99Ms: number;
}

/** What ours takes beyond something else, at p50 and at p99. */
export const added = ({ ours }: Overhead, other: Latency): Latency => ({
  p50Ms: ours.p50Ms - other.p50Ms,
  p99Ms: ours.p99Ms - other.p99Ms,
});

/** Slow enough that nobody waits for anybody. */
const perSecond = 50;
/** A p99 wants a few hundred answers. */
const secondsPerSecond = 4;

/** Measures a scene that a client can compose by itself (load/direct.ts), after making sure that both show the same. */
export async function measureOverhead(
  play: Play,
  method: Method,
  progress: Progress,
  signal: AbortSignal,
): Promise<Overhead> {
  progress.begin(`overhead: ${play.name}`, method.rounds + 1);
  return onStage(play, { targets: ['frontage', 'direct'], signal }, async (stage) => {
    const [ours, direct] = stage.players as [Player, Player];
    await requireEqualAnswers(play, stage.players, stage.ground.services);
    for (const player of [ours, direct]) await warmUp(player, stage, method);
    progress.step('warm-up');
    const rounds: (SideBySideOutcome & { readonly cpuMs: number })[] = [];
    for (let round = 1; round <= method.rounds; round += 1) {
      const before = await ours.usage!();
      const seconds = method.seconds * secondsPerSecond;
      const outcome = await stage.sideBySide(ours, direct, { perSecond, seconds });
      requireWhole(ours, outcome, outcome.complaint);
      rounds.push({ ...outcome, cpuMs: ((await ours.usage!()).cpuUs - before.cpuUs) / 1_000 / outcome.requests });
      progress.step(`round ${round}`);
    }
    return { play: play.name, title: play.scene.title, perSecond, ...overRounds(rounds) };
  });
}

/** The medians of the rounds. */
export function overRounds(
  rounds: readonly (Omit<SideBySideOutcome, 'requests' | 'lacking'> & { readonly cpuMs: number })[],
): Pick<Overhead, 'calls' | 'path' | 'ours' | 'cpuMs' | 'lateP99Ms'> {
  const over = (value: (round: (typeof rounds)[number]) => number): number => median(rounds.map(value));
  const latency = (value: (round: (typeof rounds)[number]) => Latency): Latency => ({
    p50Ms: over((round) => value(round).p50Ms),
    p99Ms: over((round) => value(round).p99Ms),
  });
  const calls = Object.keys(rounds[0]!.calls)
    .map((name) => ({ name, ...latency((round) => round.calls[name]!) }))
    .sort((a, b) => b.p50Ms - a.p50Ms);
  return {
    calls: calls as [CallLatency, ...CallLatency[]],
    path: latency(({ path }) => path),
    ours: latency(({ ours }) => ours),
    cpuMs: over(({ cpuMs }) => cpuMs),
    lateP99Ms: over(({ lateP99Ms }) => lateP99Ms),
  };
}
