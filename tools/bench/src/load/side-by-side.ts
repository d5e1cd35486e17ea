/**
 * BFFs, and the calls that they make made without them: in turns of one request each, sent on time whatever is under way. Whatever
 * slows the machine down for a moment slows all of them.
 */

import { randomUUID } from 'node:crypto';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectClient } from './direct.ts';
import { shorter } from './generate.ts';
import { createLoadClient, type Send } from './load-client.ts';
import type { Answers, Latency, SideBySideOrder, SideBySideOutcome } from './load-order.ts';

/** Of each, one after the other, before the first that is timed: connections are opened then. */
const untimed = 10;
/** Most sockets to a BFF: nobody waits for one. */
const connections = 64;

/** Runs an order. `env` holds the services' addresses. What fails is counted: whether too much did is for the bench to judge. */
export async function playSideBySide(
  { play, targets, directHeaders, perSecond, seconds }: SideBySideOrder,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<SideBySideOutcome> {
  const calls = new Map<string, RecordableHistogram>();
  let isTimed = false;
  const direct = createDirectClient(play, directHeaders, env, (name, ms) => {
    if (!isTimed) return;
    if (!calls.has(name)) calls.set(name, createHistogram());
    record(calls.get(name)!, ms);
  });
  // Its answers have no size: they are many, and parsed.
  const path = createAsker(async () => void (await direct.show()));
  const clients = await Promise.all(
    Object.entries(targets).map(async ([name, { origin, headers }]) => {
      const client = await createLoadClient({ play, origin, headers, isFloor: false, connections });
      return { name, close: () => client.close(), asker: createAsker(() => playThrough(client.sends)) };
    }),
  );
  const askers = [path, ...clients.map(({ asker }) => asker)];
  try {
    for (let time = 0; time < untimed; time += 1) {
      for (const asker of askers) await asker.ask(false);
    }
    isTimed = true;
    const late = createHistogram();
    const under: Promise<void>[] = [];
    const startedAt = performance.now();
    const pauseMs = 1_000 / (askers.length * perSecond);
    for (let turn = 0; turn < askers.length * perSecond * seconds; turn += 1) {
      const dueAt = startedAt + turn * pauseMs;
      await sleep(Math.max(0, dueAt - performance.now()));
      record(late, performance.now() - dueAt);
      under.push(askers[turn % askers.length]!.ask(true));
    }
    await Promise.all(under);
    return {
      targets: Object.fromEntries(clients.map(({ name, asker }) => [name, asker.answers()])),
      path: path.answers(),
      calls: Object.fromEntries([...calls].map(([name, histogram]) => [name, latencyOf(histogram)])),
      lateP99Ms: latencyOf(late).p99Ms,
    };
  } finally {
    await Promise.all(clients.map(({ close }) => close()));
  }
}

/** Asks one of them, and counts what it answers. `send` gives the size of the answer, if it has one. */
function createAsker(send: () => Promise<number | void>) {
  const histogram = createHistogram();
  const sizes = new Map<number, number>();
  let [requests, failures] = [0, 0];
  let complaint: string | undefined;
  return {
    ask: async (isTimed: boolean): Promise<void> => {
      const sentAt = performance.now();
      requests += 1;
      try {
        const size = await send();
        if (isTimed) record(histogram, performance.now() - sentAt);
        if (size !== undefined) sizes.set(size, (sizes.get(size) ?? 0) + 1);
      } catch (error) {
        failures += 1;
        complaint ??= (error as Error).message;
      }
    },
    answers: (): Answers => ({
      ...latencyOf(histogram),
      requests,
      lacking: failures + shorter(sizes),
      ...(complaint !== undefined && { complaint }),
    }),
  };
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
