/** Durations of answers while a service is slow. The clock stands still between two timers, so they are exact on a busy machine. */

import { openTestBed, type Answer, type BffProof, type Identity, type Operation, type TestBed } from '@frontage/proof';
import type { ServiceName } from '@frontage/seed';
import { settled } from './settled.ts';

/** Slow service, and the operations of a BFF that reach it. */
export interface Slowness {
  readonly bff: BffProof;
  readonly identity: Identity;
  readonly service: ServiceName;
  readonly operations: readonly Operation[];
  /** Advances the clock to the next timer. In between it stands still. */
  readonly toNextTimer: () => Promise<void>;
}

export interface SlowAnswer {
  readonly operation: Operation;
  readonly answer: Answer;
  /** Milliseconds from the request to the answer. */
  readonly afterMs: number;
}

/** Latency beyond every budget, in milliseconds. */
const latencyMs = 60_000;

/** Makes each operation's request while the service is slow. All reads go at once, then one write after the other. */
export async function slowAnswers(slowness: Slowness): Promise<readonly SlowAnswer[]> {
  const { bff, identity, service, operations, toNextTimer } = slowness;
  const testBed = await openTestBed(bff, identity);
  try {
    const ready = [];
    for (const operation of operations) ready.push({ operation, isWrite: await leavesSomething(testBed, operation) });
    const reads = ready.filter(({ isWrite }) => !isWrite).map(({ operation }) => operation);
    const writes = ready.filter(({ isWrite }) => isWrite).map(({ operation }) => [operation]);
    const answers: SlowAnswer[] = [];
    for (const round of [reads, ...writes]) {
      const asks = await Promise.all(round.map((operation) => makeReady(testBed, operation)));
      testBed.domain.services[service].faults.set({ latencyMs });
      answers.push(...(await passing(toNextTimer, Promise.all(asks.map(timed)))));
      testBed.domain.heal();
    }
    return answers;
  } finally {
    await passing(toNextTimer, testBed.close());
  }
}

const leavesSomething = async ({ fixtures }: TestBed, { prepare }: Operation): Promise<boolean> =>
  (await prepare(fixtures)).effect !== undefined;

interface Ready {
  readonly operation: Operation;
  readonly ask: () => Promise<Answer>;
}

async function makeReady(testBed: TestBed, operation: Operation): Promise<Ready> {
  const { ask } = await operation.prepare(testBed.fixtures);
  const client = await testBed.enter(operation.who);
  return { operation, ask: () => client(ask) };
}

async function timed({ operation, ask }: Ready): Promise<SlowAnswer> {
  const startedAt = Date.now();
  return { operation, answer: await ask(), afterMs: Date.now() - startedAt };
}

/** Advances the clock, timer by timer, until the promise settles. */
async function passing<T>(toNextTimer: () => Promise<void>, coming: Promise<T>): Promise<T> {
  let isHere = false;
  const noted = coming.finally(() => (isHere = true));
  noted.catch(() => undefined);
  await settled();
  while (!isHere) {
    await toNextTimer();
    await settled();
  }
  return noted;
}
