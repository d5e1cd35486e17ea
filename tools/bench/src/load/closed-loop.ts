/**
 * A closed loop of load: each connection waits for its answer before the next request. Every request that is begun
 * is also finished, so that none costs a target anything without being counted.
 */

import { randomUUID } from 'node:crypto';
import type { Scenario } from '../scenarios/scenario.ts';
import { createLoadClient, type DirectOptions, type LoadTarget } from './load-client.ts';
import { createMeter, type Answers } from './meter.ts';

export interface ClosedLoop extends LoadTarget {
  readonly scenario: Scenario;
  readonly connections: number;
  readonly seconds: number;
  /** Ends earlier after so many requests. Default: none. */
  readonly maxRequests?: number;
  /** The services' addresses, for a target without an origin. */
  readonly env?: DirectOptions['env'];
}

export interface ClosedLoopResult extends Answers {
  /** From the first request to the last answer. */
  readonly seconds: number;
}

/** Sends the load. What fails is counted: whether too much did is for the benchmark to judge. */
export async function closedLoop(load: ClosedLoop): Promise<ClosedLoopResult> {
  const { scenario, connections, seconds, maxRequests = Infinity, env } = load;
  const client = await createLoadClient(scenario, load, connections, env && { env });
  const meter = createMeter({ comparesSizes: !client.isChain });
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const connection = async (): Promise<void> => {
    while (performance.now() < until && meter.requests() < maxRequests) {
      await client.iterate(randomUUID(), (ms, bytes) => meter.answer(ms, bytes)).catch(meter.fail);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, connection));
    return { ...meter.answers(), seconds: (performance.now() - startedAt) / 1_000 };
  } finally {
    await client.close();
  }
}
