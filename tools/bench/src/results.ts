/** Results of a run, and the figures that are made of them. The JSON file is exactly a `RunResult` or a `GrowthResult`. */

import os from 'node:os';
import type { ClosedLoopResult } from './load/loops.ts';
import { ratios, summarize, type Summary } from './statistics.ts';
import type { TargetName } from './target-names.ts';
import { isOurs } from './targets.ts';

export interface Method {
  readonly rounds: number;
  /** Of a round. */
  readonly seconds: number;
  /** Ends with whichever is over first. */
  readonly warmUp: { readonly requests: number; readonly seconds: number };
  readonly connections: number;
}

/** The circumstances of a run. */
export type RunInfo = ReturnType<typeof describeRun>;

/** Describes a run that begins now. */
export const describeRun = (method: Method) => ({
  startedAt: new Date().toISOString(),
  machine: {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    processors: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    /** Load average of the minute before: above 0.3, others were at work. */
    loadBefore: Number((os.loadavg()[0] ?? 0).toFixed(2)),
  },
  method,
  /** Parts that could not be measured, and why. */
  failures: [] as string[],
});

/** Measures parts of a run, one after the other. One that fails is noted, and ends no other. */
export async function measureEach<P, T>(
  { failures }: Pick<RunInfo, 'failures'>,
  parts: readonly P[],
  measure: (part: P) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  for (const part of parts) {
    await measure(part)
      .then((result) => results.push(result))
      .catch(({ message }: Error) => failures.push(message));
  }
  return results;
}

/** A round of a target. */
export interface Round extends ClosedLoopResult {
  /** Of the measured process; undefined where there is none. */
  readonly cpuUs?: number;
  readonly rssBytes?: number;
  /** Of the process of all domain services: what the target made them do. */
  readonly servicesCpuUs: number;
}

interface TargetResult {
  readonly name: TargetName;
  readonly rounds: readonly Round[];
}

export interface ScenarioResult {
  readonly scenario: string;
  readonly title: string;
  /** In the order in which they took turns. */
  readonly targets: readonly TargetResult[];
  /** Targets that could not be measured, and why. */
  readonly absent: readonly { readonly name: TargetName; readonly reason: string }[];
}

export interface RunResult extends RunInfo {
  readonly scenarios: readonly ScenarioResult[];
}

/** Microseconds of CPU that a request cost a target, which has a process. */
export const costOf = ({ cpuUs, requests }: Round): number => cpuUs! / requests;

/** The cost in each round; undefined where there is no process. */
const costsOf = ({ rounds }: TargetResult): number[] | undefined =>
  rounds.every(({ cpuUs }) => cpuUs !== undefined) ? rounds.map(costOf) : undefined;

export type Figures = ReturnType<typeof figuresOf>;

/** The figures of one target over its rounds. Those of its process are undefined where there is none. */
export function figuresOf(target: TargetResult, { targets }: Pick<ScenarioResult, 'targets'>) {
  const over = (value: (round: Round) => number): Summary => summarize(target.rounds.map(value));
  const own = costsOf(target);
  /** The ratio of ours over this one's; undefined for ourselves. */
  const ratioOf = (name: 'frontage' | 'cached'): Summary | undefined => {
    const us = targets.find((each) => each.name === name);
    const ours = us && costsOf(us);
    return own && ours && !isOurs(target.name) ? ratios(ours, own) : undefined;
  };
  return {
    name: target.name,
    cpuUs: own && summarize(own),
    frontage: ratioOf('frontage'),
    cached: ratioOf('cached'),
    requestsPerSecond: over(({ requests, seconds }) => requests / seconds),
    p50Ms: over(({ p50Ms }) => p50Ms),
    p99Ms: over(({ p99Ms }) => p99Ms),
    /** Share of one processor. */
    busy: own && over(({ cpuUs, seconds }) => cpuUs! / (seconds * 1e6)),
    rssBytes: own && over(({ rssBytes }) => rssBytes ?? 0),
    bytes: over(({ bytes, requests }) => bytes / requests),
    servicesUs: over(({ servicesCpuUs, requests }) => servicesCpuUs / requests),
  };
}
