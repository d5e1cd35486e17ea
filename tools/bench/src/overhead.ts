/** What a BFF adds to the services' own answers, at an easy rate: ours, and one that a careful developer writes by hand. */

import type { Latency, SideBySideOutcome } from './load/load-order.ts';
import type { Progress } from './progress.ts';
import { onStage, requireEqualAnswers, requireWhole, warmUp, type Player } from './run-play.ts';
import type { Method } from './run-info.ts';
import type { Play } from './scenes/index.ts';
import { median } from './statistics.ts';
import type { TargetName } from './targets.ts';

export interface CallLatency extends Latency {
  /** As in peers/services.ts: `products`. */
  readonly name: string;
}

export interface BffLatency extends Latency {
  readonly name: TargetName;
  /** What its process computed for a request. */
  readonly cpuMs: number;
}

export interface Overhead {
  readonly play: string;
  readonly perSecond: number;
  /** The scene's calls to services, the slowest first, by p50. */
  readonly calls: readonly [CallLatency, ...CallLatency[]];
  /** All of them, each as early as it can be made. */
  readonly path: Latency;
  /** Ours first. */
  readonly bffs: readonly [BffLatency, ...BffLatency[]];
  /** How late requests were sent, at p99. */
  readonly lateP99Ms: number;
  /** Rounds in which answers lacked something, and which were measured anew. */
  readonly discarded: number;
}

/** What one takes beyond the other, at p50 and at p99. */
export const added = (to: Latency, one: Latency): Latency => ({
  p50Ms: one.p50Ms - to.p50Ms,
  p99Ms: one.p99Ms - to.p99Ms,
});

/** Slow enough that nobody waits for anybody. */
const perSecond = 50;
/** A p99 wants a few hundred answers. */
const secondsPerSecond = 4;
/** The leanest peer of each scene: what a process in between adds that does nothing else. */
const leanPeers: readonly TargetName[] = ['fastify', 'mercurius'];

/** Three are warmed up for each scene, and the rounds go on with it. */
const shortWarmUp = ({ warmUp: { requests, seconds } }: Method): Method['warmUp'] => ({
  requests,
  seconds: seconds / 2,
});

/** Measures a scene that a client can compose by itself (load/direct.ts), after making sure that all show the same. */
export function measureOverhead(
  play: Play,
  method: Method,
  progress: Pick<Progress, 'step'>,
  signal: AbortSignal,
): Promise<Overhead> {
  const peers = play.scene.peers.filter((name) => leanPeers.includes(name));
  return onStage(play, { targets: ['frontage', ...peers, 'direct'], signal }, async (stage) => {
    const players = stage.players.slice(0, -1);
    const direct = stage.players.at(-1)!;
    await requireEqualAnswers(play, stage.players, stage.ground.services);
    for (const player of stage.players) await warmUp(player, stage, { ...method, warmUp: shortWarmUp(method) });
    progress.step('warm-up');
    const usedMs = (): Promise<number[]> =>
      Promise.all(players.map(async ({ usage }: Player) => (await usage!()).cpuUs / 1_000));
    const rounds: Round[] = [];
    let discarded = 0;
    while (rounds.length < method.rounds) {
      const before = await usedMs();
      const seconds = method.seconds * secondsPerSecond;
      const outcome = await stage.sideBySide(players, direct, { perSecond, seconds });
      const after = await usedMs();
      try {
        requireAllWhole(outcome);
      } catch (error) {
        // A machine that stands still for a moment is no reason to give up, and neither is it a figure.
        if (discarded === method.rounds) throw error;
        discarded += 1;
        continue;
      }
      const cpuMs = players.map(({ name }, at) => [name, (after[at]! - before[at]!) / outcome.targets[name]!.requests]);
      rounds.push({ ...outcome, cpuMs: Object.fromEntries(cpuMs) as Round['cpuMs'] });
      progress.step(`round ${rounds.length}`);
    }
    return { play: play.name, perSecond, discarded, ...overRounds(rounds) };
  });
}

function requireAllWhole({ targets, path }: SideBySideOutcome): void {
  for (const [name, answers] of Object.entries({ ...targets, direct: path })) {
    requireWhole(name, answers, answers.complaint);
  }
}

/** What is needed of a round. */
export interface Round extends Pick<SideBySideOutcome, 'calls' | 'lateP99Ms'> {
  readonly path: Latency;
  readonly targets: Readonly<Record<string, Latency>>;
  /** By target, for a request. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

/** The medians of the rounds. */
export function overRounds(rounds: readonly Round[]): Omit<Overhead, 'play' | 'perSecond' | 'discarded'> {
  const over = (value: (round: Round) => number): number => median(rounds.map(value));
  const latency = (value: (round: Round) => Latency): Latency => ({
    p50Ms: over((round) => value(round).p50Ms),
    p99Ms: over((round) => value(round).p99Ms),
  });
  const [first] = rounds as [Round];
  const calls = Object.keys(first.calls)
    .map((name) => ({ name, ...latency((round) => round.calls[name]!) }))
    .sort((a, b) => b.p50Ms - a.p50Ms);
  const bffs = Object.keys(first.targets).map((name) => ({
    name: name as TargetName,
    ...latency((round) => round.targets[name]!),
    cpuMs: over((round) => round.cpuMs[name]!),
  }));
  return {
    calls: calls as [CallLatency, ...CallLatency[]],
    path: latency(({ path }) => path),
    bffs: bffs as [BffLatency, ...BffLatency[]],
    lateP99Ms: over(({ lateP99Ms }) => lateP99Ms),
  };
}
