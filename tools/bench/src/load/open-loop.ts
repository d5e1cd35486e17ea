/**
 * An open loop of load: targets in turns of one request each, sent on time. What slows the machine down for a
 * moment slows all of them.
 */

import { randomUUID } from 'node:crypto';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenarios/scenario.ts';
import { createLoadClient, type DirectOptions, type LoadTarget } from './load-client.ts';
import { createMeter, latencyOf, record, type Answers, type Latency } from './meter.ts';

export interface OpenLoop {
  readonly scenario: Scenario;
  /** Targets by name. One without an origin stands for the scenario's calls to services, each as early as can be. */
  readonly targets: Readonly<Record<string, LoadTarget>>;
  /** Requests a second to each of them. */
  readonly perSecond: number;
  readonly seconds: number;
  /** The services' addresses, for targets without an origin. */
  readonly env: NonNullable<DirectOptions['env']>;
}

export interface OpenLoopResult {
  readonly targets: Readonly<Record<string, Answers>>;
  /** Latencies of calls to services, where a target makes them itself. */
  readonly calls: Readonly<Record<string, Latency>>;
  /** Lateness of sending, at p99. */
  readonly lateP99Ms: number;
}

/** Requests to each before the first that is timed: connections are opened then. */
const untimed = 10;
/** Most sockets to a target: no request waits for one. */
const connections = 64;

/** Sends the load. What fails is counted: whether too much did is for the benchmark to judge. */
export async function openLoop({ scenario, targets, perSecond, seconds, env }: OpenLoop): Promise<OpenLoopResult> {
  const calls = new Map<string, RecordableHistogram>();
  let isTimed = false;
  const onCall = (name: string, ms: number): void => {
    if (!isTimed) return;
    if (!calls.has(name)) calls.set(name, createHistogram());
    record(calls.get(name)!, ms);
  };
  const measured = await Promise.all(
    Object.entries(targets).map(async ([name, target]) => {
      const client = await createLoadClient(scenario, target, connections, { env, onCall });
      const meter = createMeter({ comparesSizes: !client.isChain });
      const ask = async (): Promise<void> => {
        const counts = isTimed;
        await client.iterate(randomUUID(), (ms, bytes) => meter.answer(ms, bytes, counts)).catch(meter.fail);
      };
      return { name, meter, ask, close: () => client.close() };
    }),
  );
  try {
    for (let time = 0; time < untimed; time += 1) {
      for (const { ask } of measured) await ask();
    }
    isTimed = true;
    const late = createHistogram();
    const pending: Promise<void>[] = [];
    const startedAt = performance.now();
    const pauseMs = 1_000 / (measured.length * perSecond);
    for (let turn = 0; turn < measured.length * perSecond * seconds; turn += 1) {
      const dueAt = startedAt + turn * pauseMs;
      await sleep(Math.max(0, dueAt - performance.now()));
      record(late, performance.now() - dueAt);
      pending.push(measured[turn % measured.length]!.ask());
    }
    await Promise.all(pending);
    return {
      targets: Object.fromEntries(measured.map(({ name, meter }) => [name, meter.answers()])),
      calls: Object.fromEntries([...calls].map(([name, histogram]) => [name, latencyOf(histogram)])),
      lateP99Ms: latencyOf(late).p99Ms,
    };
  } finally {
    await Promise.all(measured.map(({ close }) => close()));
  }
}
