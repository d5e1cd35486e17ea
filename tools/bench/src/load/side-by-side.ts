/**
 * A BFF, and the calls that it makes made without it: in turns of one request each, sent on time whatever is under way. Whatever
 * slows the machine down for a moment slows both.
 */

import { randomUUID } from 'node:crypto';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectClient } from './direct.ts';
import { shorter } from './generate.ts';
import { createLoadClient, type Send } from './load-client.ts';
import type { Latency, SideBySideOrder, SideBySideOutcome } from './load-order.ts';

/** Of each, one after the other, before the first that is timed: connections are opened then. */
const untimed = 10;
/** Most sockets to the BFF: nobody waits for one. */
const connections = 64;

/** Runs an order. `env` holds the services' addresses. What fails is counted: whether too much did is for the bench to judge. */
export async function playSideBySide(
  { play, origin, headers, directHeaders, perSecond, seconds }: SideBySideOrder,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<SideBySideOutcome> {
  const [ours, path, late] = [createHistogram(), createHistogram(), createHistogram()];
  const calls = new Map<string, RecordableHistogram>();
  const sizes = new Map<number, number>();
  let [isTimed, requests, failures] = [false, 0, 0];
  let complaint: string | undefined;
  const onCall = (name: string, ms: number): void => {
    if (!isTimed) return;
    if (!calls.has(name)) calls.set(name, createHistogram());
    record(calls.get(name)!, ms);
  };
  const direct = createDirectClient(play, directHeaders, env, onCall);
  const client = await createLoadClient({ play, origin, headers, isFloor: false, connections });

  const askOurs = async (): Promise<void> => {
    requests += 1;
    const bytes = await playThrough(client.sends);
    sizes.set(bytes, (sizes.get(bytes) ?? 0) + 1);
  };
  const timed = async (histogram: RecordableHistogram, ask: () => Promise<void>): Promise<void> => {
    const sentAt = performance.now();
    try {
      await ask();
      record(histogram, performance.now() - sentAt);
    } catch (error) {
      failures += 1;
      complaint ??= (error as Error).message;
    }
  };
  const showDirect = async (): Promise<void> => void (await direct.show());
  try {
    for (let time = 0; time < untimed; time += 1) {
      await showDirect();
      await askOurs();
    }
    isTimed = true;
    const under: Promise<void>[] = [];
    const startedAt = performance.now();
    const pauseMs = 1_000 / (2 * perSecond);
    for (let turn = 0; turn < 2 * perSecond * seconds; turn += 1) {
      const dueAt = startedAt + turn * pauseMs;
      await sleep(Math.max(0, dueAt - performance.now()));
      record(late, performance.now() - dueAt);
      under.push(turn % 2 === 0 ? timed(path, showDirect) : timed(ours, askOurs));
    }
    await Promise.all(under);
    return {
      ours: latencyOf(ours),
      path: latencyOf(path),
      calls: Object.fromEntries([...calls].map(([name, histogram]) => [name, latencyOf(histogram)])),
      requests,
      lateP99Ms: latencyOf(late).p99Ms,
      lacking: failures + shorter(sizes),
      ...(complaint !== undefined && { complaint }),
    };
  } finally {
    await client.close();
  }
}

/** The scene's requests, one after the other; gives the bytes of their answers. */
async function playThrough(sends: readonly Send[]): Promise<number> {
  const id = randomUUID();
  let [before, bytes]: [unknown, number] = [undefined, 0];
  for (const send of sends) {
    const answered = await send({ id, before });
    before = answered.answer;
    bytes += answered.bytes;
  }
  return bytes;
}

/** In microseconds, of which a histogram wants one at least. */
const record = (histogram: RecordableHistogram, ms: number): void =>
  histogram.record(Math.max(1, Math.round(ms * 1_000)));

const latencyOf = (histogram: RecordableHistogram): Latency => ({
  p50Ms: histogram.percentile(50) / 1_000,
  p99Ms: histogram.percentile(99) / 1_000,
});
