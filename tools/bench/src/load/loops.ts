/** Loops of load: a closed one asks for as much as a target can give, an open one at an easy rate. */

import { quantile } from 'simple-statistics';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../environment.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createLoadClient, type LoadClient, type LoadTarget } from './load-client.ts';

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Answers extends Latency {
  /** Requests, those that were not timed included. */
  readonly requests: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Answers that were no success, or said less than others did: a part was missing. */
  readonly incomplete: number;
  /** The first answer that was no success, in words. */
  readonly firstError?: string;
}

interface Loop {
  readonly scenario: Scenario;
  readonly seconds: number;
  /** The services' addresses, for targets without an origin. */
  readonly services: Services;
}

export interface ClosedLoop extends Loop {
  readonly target: LoadTarget;
  readonly connections: number;
  /** Ends earlier after so many requests. Default: none. */
  readonly maxRequests?: number;
}

/** Answers, and the time from the first request to the last of them. */
export type ClosedLoopResult = Answers & { readonly seconds: number };

/**
 * Sends load over connections that each wait for an answer before the next request. Every request that is begun is also finished, so
 * that none costs a target anything without being counted. What fails is counted: whether too much did is for the benchmark to judge.
 */
export async function closedLoop(loop: ClosedLoop): Promise<ClosedLoopResult> {
  const { scenario, target, seconds, connections, maxRequests = Infinity } = loop;
  const client = await createLoadClient(scenario, target, loop);
  const { ask, requests, answers } = createMeter(scenario, client);
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const connection = async (): Promise<void> => {
    while (performance.now() < until && requests() < maxRequests) await ask();
  };
  try {
    await Promise.all(Array.from({ length: connections }, connection));
    return { ...answers(), seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    await client.close();
  }
}

interface OpenLoop extends Loop {
  /** Targets, one without an origin standing for the scenario's calls to services, each as early as can be. */
  readonly targets: readonly (LoadTarget & { readonly name: string })[];
  /** Requests a second to each of them. */
  readonly perSecond: number;
}

/** Requests to each before the first that is timed: connections are opened then. */
const untimed = 10;
/** Most sockets to a target: no request waits for one. */
const connections = 64;

/** Sends load to targets in turns of one request each, on time. What slows the machine down for a moment slows all of them. */
export async function openLoop({ scenario, targets, perSecond, seconds, services }: OpenLoop) {
  const calls: Record<string, number[]> = {};
  const onCall = (name: string, ms: number): void => void (calls[name] ??= []).push(ms);
  const clients = await Promise.all(
    targets.map((target) => createLoadClient(scenario, target, { connections, services, onCall })),
  );
  const meters = clients.map((client) => createMeter(scenario, client));
  try {
    for (let time = 0; time < untimed; time += 1) {
      for (const { ask } of meters) await ask();
    }
    const late: number[] = [];
    const pending: Promise<void>[] = [];
    const startedAt = performance.now();
    const pauseMs = 1_000 / (meters.length * perSecond);
    for (let turn = 0; turn < meters.length * perSecond * seconds; turn += 1) {
      const dueAt = startedAt + turn * pauseMs;
      await sleep(Math.max(0, dueAt - performance.now()));
      late.push(performance.now() - dueAt);
      pending.push(meters[turn % meters.length]!.ask());
    }
    await Promise.all(pending);
    const timedCalls = Object.entries(calls).map(([name, times]) => [name, latencyOf(times.slice(untimed))] as const);
    return {
      targets: Object.fromEntries(targets.map(({ name }, at) => [name, meters[at]!.answers(untimed)])),
      /** Latencies of calls to services, where a target makes them itself. */
      calls: Object.fromEntries(timedCalls),
      /** Lateness of sending, at p99. */
      lateP99Ms: latencyOf(late).p99Ms,
    };
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

/** Creates a meter of what a client is answered. */
function createMeter({ requests }: Scenario, client: LoadClient) {
  const times: number[] = [];
  const sizes: number[] = [];
  let failures = 0;
  let firstError: string | undefined;
  const onAnswer = (ms: number, bytes: number): void => {
    times.push(ms);
    sizes.push(bytes);
  };
  const fail = ({ message }: Error): void => {
    failures += 1;
    firstError ??= message;
  };
  return {
    requests: () => sizes.length + failures,
    ask: async (): Promise<void> => void (await client.iterate(onAnswer).catch(fail)),
    /** The answers so far, the first of which may be untimed. */
    answers: (untimed = 0): Answers => ({
      ...latencyOf(times.slice(untimed)),
      requests: sizes.length + failures,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      // Answers to different requests are of different sizes.
      incomplete: failures + (requests.length === 1 ? shorter(sizes) : 0),
      ...(firstError !== undefined && { firstError }),
    }),
  };
}

function latencyOf(times: number[]): Latency {
  const [p50Ms, p99Ms] = times.length === 0 ? [0, 0] : quantile(times, [0.5, 0.99]);
  return { p50Ms: p50Ms!, p99Ms: p99Ms! };
}

/** Answers shorter than the longest by more than a number's digits. */
function shorter(sizes: readonly number[]): number {
  const longest = sizes.reduce((most, size) => Math.max(most, size), 0);
  return sizes.filter((size) => size < longest * 0.99).length;
}
