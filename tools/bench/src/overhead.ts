/** Overhead over the services' own answers, at an easy rate: ours, and a peer's. */

import { requireComplete, requireEqualAnswers, usageDuring, warmUp, withTestBed } from './benchmark.ts';
import { openLoop, type Latency } from './load/loops.ts';
import { progress } from './progress.ts';
import type { Method } from './results.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { summarize } from './statistics.ts';
import type { TargetName } from './target-names.ts';

export type Overhead = Awaited<ReturnType<typeof measureOverhead>>;

/** Slow enough that no request waits for another. */
const perSecond = 50;
/** A p99 wants a few hundred answers. */
const secondsPerSecond = 4;
/** The leanest peers: any process in between adds what they add. */
const leanPeers: readonly TargetName[] = ['fastify', 'mercurius'];

/** A round: latencies, and the CPU of a request, which the client that calls the services itself has not. */
interface OverheadRound {
  readonly calls: Readonly<Record<string, Latency>>;
  readonly targets: Readonly<Record<string, Latency & { readonly cpuMs?: number }>>;
  readonly lateP99Ms: number;
}

/** Measures a scenario that a client can compose by itself (peers/direct.mjs). */
export function measureOverhead(scenario: Scenario, method: Method) {
  const peers = scenario.peers.filter((name) => leanPeers.includes(name));
  return withTestBed(scenario, ['direct', 'frontage', ...peers], async (bed) => {
    const { targets, environment } = bed;
    await requireEqualAnswers(scenario, targets, environment);
    // The rounds go on with it.
    const { requests, seconds } = method.warmUp;
    const half = { ...method, warmUp: { requests, seconds: seconds / 2 } };
    for (const target of targets) await warmUp(scenario, target, bed, half);
    const loop = { scenario, targets, services: environment.services, perSecond };
    const rounds: OverheadRound[] = [];
    let discarded = 0;
    while (rounds.length < method.rounds) {
      const { result, used } = await usageDuring(targets, () =>
        openLoop({ ...loop, seconds: method.seconds * secondsPerSecond }),
      );
      try {
        for (const [name, answers] of Object.entries(result.targets)) requireComplete(name, answers);
      } catch (error) {
        // A machine that stands still for a moment is no reason to give up, and neither is it a figure.
        if ((discarded += 1) > method.rounds) throw error;
        continue;
      }
      const measured = targets.map(({ name }, at) => {
        const answers = result.targets[name]!;
        const usage = used[at];
        return [name, { ...answers, ...(usage && { cpuMs: usage.cpuUs / 1_000 / answers.requests }) }] as const;
      });
      rounds.push({ ...result, targets: Object.fromEntries(measured) });
      progress(`overhead of ${scenario.name}: round ${rounds.length} of ${method.rounds}`);
    }
    return {
      ...{ scenario: scenario.name, perSecond, ...overRounds(rounds) },
      /** Rounds with incomplete answers, which were measured anew. */
      discarded,
    };
  });
}

/** The medians of the rounds. */
export function overRounds(rounds: readonly OverheadRound[]) {
  const over = (value: (round: OverheadRound) => number): number => summarize(rounds.map(value)).median;
  const latencies = (of: 'calls' | 'targets') =>
    Object.keys(rounds[0]![of]).map((name) => ({
      name,
      p50Ms: over((round) => round[of][name]!.p50Ms),
      p99Ms: over((round) => round[of][name]!.p99Ms),
    }));
  const [path, ...bffs] = latencies('targets');
  return {
    /** The scenario's calls to services, as in peers/services.mjs, the slowest first, by p50. */
    calls: latencies('calls').sort((a, b) => b.p50Ms - a.p50Ms),
    /** The critical path: all calls, each as early as it can be made. */
    path: path!,
    /** BFFs, ours first, with the CPU of a request. */
    bffs: bffs.map((bff) => ({ ...bff, cpuMs: over(({ targets }) => targets[bff.name]!.cpuMs!) })),
    /** Lateness of sending, at p99. */
    lateP99Ms: over(({ lateP99Ms }) => lateP99Ms),
  };
}
