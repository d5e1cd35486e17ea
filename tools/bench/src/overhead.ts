/** Overhead over the services' own answers, at an easy rate: ours, and a peer's. */

import { requireComplete, requireEqualAnswers, warmUp, withTestBed } from './benchmark.ts';
import type { Progress } from './progress.ts';
import type { Latency } from './load/meter.ts';
import type { OpenLoopResult } from './load/open-loop.ts';
import type { Method } from './results.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { summarize } from './statistics.ts';
import type { TargetName } from './target-names.ts';

interface Named<Name> extends Latency {
  readonly name: Name;
}

export interface Overhead {
  readonly scenario: string;
  readonly perSecond: number;
  /** The scenario's calls to services, as in peers/services.ts, the slowest first, by p50. */
  readonly calls: readonly [Named<string>, ...Named<string>[]];
  /** The critical path: all calls, each as early as it can be made. */
  readonly path: Latency;
  /** BFFs, ours first, with the CPU of a request. */
  readonly bffs: readonly (Named<TargetName> & { readonly cpuMs: number })[];
  /** Lateness of sending, at p99. */
  readonly lateP99Ms: number;
  /** Rounds with incomplete answers, which were measured anew. */
  readonly discarded: number;
}

/** Slow enough that no request waits for another. */
const perSecond = 50;
/** A p99 wants a few hundred answers. */
const secondsPerSecond = 4;
/** The leanest peers: any process in between adds what they add. */
const leanPeers: readonly TargetName[] = ['fastify', 'mercurius'];

/** A round: latencies, and the CPU of a request by target. */
type OverheadRound = Pick<OpenLoopResult, 'calls' | 'lateP99Ms'> & {
  readonly targets: Readonly<Record<string, Latency>>;
  readonly cpuMs: Readonly<Record<string, number>>;
};

/** Measures a scenario that a client can compose by itself (peers/direct.mjs). */
export function measureOverhead(
  scenario: Scenario,
  method: Method,
  { step }: Pick<Progress, 'step'>,
): Promise<Overhead> {
  const peers = scenario.peers.filter((name) => leanPeers.includes(name));
  return withTestBed(scenario, ['direct', 'frontage', ...peers], async (bed) => {
    const { targets } = bed;
    await requireEqualAnswers(scenario, targets, bed.environment);
    // The rounds go on with it.
    const { requests, seconds } = method.warmUp;
    for (const target of targets) await warmUp(target, bed, { ...method, warmUp: { requests, seconds: seconds / 2 } });
    step('warm-up');
    const usages = () => Promise.all(targets.map(({ usage }) => usage?.()));
    const rounds: OverheadRound[] = [];
    let discarded = 0;
    while (rounds.length < method.rounds) {
      const before = await usages();
      const seen = await bed.loadInTurns(targets, { perSecond, seconds: method.seconds * secondsPerSecond });
      const after = await usages();
      try {
        for (const [name, answers] of Object.entries(seen.targets)) requireComplete(name, answers);
      } catch (error) {
        // A machine that stands still for a moment is no reason to give up, and neither is it a figure.
        if ((discarded += 1) > method.rounds) throw error;
        continue;
      }
      const cpuMs = targets.flatMap(({ name }, at) =>
        before[at] ? [[name, (after[at]!.cpuUs - before[at].cpuUs) / 1_000 / seen.targets[name]!.requests]] : [],
      );
      rounds.push({ ...seen, cpuMs: Object.fromEntries(cpuMs) as OverheadRound['cpuMs'] });
      step(`round ${rounds.length}`);
    }
    return { scenario: scenario.name, perSecond, discarded, ...overRounds(rounds) };
  });
}

/** The medians of the rounds. */
export function overRounds(rounds: readonly OverheadRound[]): Omit<Overhead, 'scenario' | 'perSecond' | 'discarded'> {
  const over = (value: (round: OverheadRound) => number): number => summarize(rounds.map(value)).median;
  const latencies = (of: 'calls' | 'targets') =>
    Object.keys(rounds[0]![of]).map((name) => ({
      name,
      p50Ms: over((round) => round[of][name]!.p50Ms),
      p99Ms: over((round) => round[of][name]!.p99Ms),
    }));
  const [direct, ...bffs] = latencies('targets');
  const { p50Ms, p99Ms } = direct!;
  return {
    calls: latencies('calls').sort((a, b) => b.p50Ms - a.p50Ms) as readonly Named<string>[] as Overhead['calls'],
    path: { p50Ms, p99Ms },
    bffs: bffs.map((bff) => ({ ...bff, name: bff.name as TargetName, cpuMs: over(({ cpuMs }) => cpuMs[bff.name]!) })),
    lateP99Ms: over(({ lateP99Ms }) => lateP99Ms),
  };
}
