/** What a run found out. The JSON file is exactly this. */

import type { RunInfo } from './run-info.ts';
import { ratios, summarize, type Summary } from './statistics.ts';
import { isOurs, type TargetName } from './targets.ts';

/** One target in one round. */
export interface Round {
  readonly requests: number;
  readonly seconds: number;
  /** Of the measured process; undefined where there is none. */
  readonly cpuUs?: number;
  readonly rssBytes?: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytes: number;
  /** Answers that failed or had a part missing; a round with more than a few does not count, and the run ends. */
  readonly lacking: number;
  /** Of the process of all domain services: what the target made them do. */
  readonly servicesCpuUs: number;
}

export interface TargetResult {
  readonly name: TargetName;
  readonly title: string;
  readonly rounds: readonly Round[];
}

export interface PlayResult {
  readonly play: string;
  readonly title: string;
  readonly role: string;
  /** In the order in which they took turns. */
  readonly targets: readonly TargetResult[];
  /** Who was to be measured and could not be, and why. */
  readonly absent: readonly { readonly name: TargetName; readonly reason: string }[];
}

export interface RunResult extends RunInfo {
  readonly plays: readonly PlayResult[];
}

/** The figures of a target, over its rounds. */
export interface Figures {
  readonly cpuUsPerRequest: Summary | undefined;
  /** Ours over this one's. Undefined for ourselves, and where one of both is not there or has no process. */
  readonly ratio: Summary | undefined;
  /** Ours with caches over this one's. */
  readonly cachedRatio: Summary | undefined;
  readonly requestsPerSecond: Summary;
  readonly p50Ms: Summary;
  readonly p99Ms: Summary;
  /** Share of one processor that it used. */
  readonly busy: Summary | undefined;
  readonly rssBytes: Summary | undefined;
  readonly bytesPerRequest: Summary;
  readonly servicesUsPerRequest: Summary;
}

/** CPU of each round, per request; undefined where there is no process. */
const cpuPerRequest = ({ rounds }: TargetResult): number[] | undefined =>
  rounds.every(({ cpuUs }) => cpuUs !== undefined) ? rounds.map(({ cpuUs, requests }) => cpuUs! / requests) : undefined;

/** Works out the figures of one target of a play. */
export function figuresOf(target: TargetResult, { targets }: PlayResult): Figures {
  const { rounds } = target;
  const over = (value: (round: Round) => number): Summary => summarize(rounds.map(value));
  const own = cpuPerRequest(target);
  const ratioOf = (name: TargetName): Summary | undefined => {
    const us = targets.find((each) => each.name === name);
    const ours = us && cpuPerRequest(us);
    return own && ours && !isOurs(target.name) ? ratios(ours, own) : undefined;
  };
  return {
    cpuUsPerRequest: own && summarize(own),
    ratio: ratioOf('frontage'),
    cachedRatio: ratioOf('cached'),
    requestsPerSecond: over(({ requests, seconds }) => requests / seconds),
    p50Ms: over(({ p50Ms }) => p50Ms),
    p99Ms: over(({ p99Ms }) => p99Ms),
    busy: own && over(({ cpuUs, seconds }) => cpuUs! / (seconds * 1e6)),
    rssBytes: own && over(({ rssBytes }) => rssBytes ?? 0),
    bytesPerRequest: over(({ bytes, requests }) => bytes / requests),
    servicesUsPerRequest: over(({ servicesCpuUs, requests }) => servicesCpuUs / requests),
  };
}
