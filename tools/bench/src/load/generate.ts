/**
 * The load: so many loops, each of which sends a request and waits for its answer. Every request that is begun is also finished,
 * so that none costs a target anything without being counted.
 */

import { randomUUID } from 'node:crypto';
import { createHistogram } from 'node:perf_hooks';
import { createLoadClient } from './load-client.ts';
import type { LoadOrder, LoadOutcome } from './load-order.ts';

/** Runs an order. What fails is counted: whether too much did is for the bench to judge. */
export async function generate(order: Omit<LoadOrder, 'kind'>): Promise<LoadOutcome> {
  const client = await createLoadClient(order);
  const { connections, seconds, maxRequests = Infinity } = order;
  const histogram = createHistogram();
  const sizes = new Map<number, number>();
  const run = randomUUID();
  let [requests, bytes, failures] = [0, 0, 0];
  let complaint: string | undefined;
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;

  const playThrough = async (id: string): Promise<void> => {
    let before: unknown;
    for (const send of client.sends) {
      const sentAt = performance.now();
      requests += 1;
      const { bytes: size, answer } = await send({ id, before });
      histogram.record(Math.max(1, Math.round((performance.now() - sentAt) * 1_000)));
      sizes.set(size, (sizes.get(size) ?? 0) + 1);
      bytes += size;
      before = answer;
    }
  };
  const loop = async (_: unknown, index: number): Promise<void> => {
    for (let turn = 0; performance.now() < until && requests < maxRequests; turn += 1) {
      try {
        await playThrough(`${run}-${index}-${turn}`);
      } catch (error) {
        failures += 1;
        complaint ??= (error as Error).message;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, loop));
    return {
      requests,
      seconds: (performance.now() - startedAt) / 1_000,
      p50Ms: histogram.percentile(50) / 1_000,
      p99Ms: histogram.percentile(99) / 1_000,
      bytes,
      lacking: failures + (client.sends.length === 1 ? shorter(sizes) : 0),
      ...(complaint !== undefined && { complaint }),
    };
  } finally {
    await client.close();
  }
}

/** How many answers are shorter than the longest by more than a number's digits: the same request has the same answer. */
export function shorter(sizes: ReadonlyMap<number, number>): number {
  const longest = Math.max(0, ...sizes.keys());
  return [...sizes].reduce((sum, [size, count]) => (size < longest * 0.99 ? sum + count : sum), 0);
}
