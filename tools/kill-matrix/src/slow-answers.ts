/** When answers come while a service is slow, by a clock that stands still between two timers: exact, however busy the machine. */

import type { ServiceName } from '@frontage/seed';
import type { Answer } from './answer.ts';
import { openHouse, type Bff, type House, type Identity } from './house.ts';
import type { Operation } from './operation.ts';

/** Operations of one BFF that reach one service. */
export interface Slowness {
  readonly bff: Bff;
  readonly identity: Identity;
  readonly service: ServiceName;
  readonly operations: readonly Operation[];
  /** Passes the time until the next timer. Between two of these it stands still. */
  readonly toNextTimer: () => Promise<void>;
}

export interface SlowAnswer {
  readonly operation: Operation;
  readonly answer: Answer;
  /** Milliseconds from the question to the answer. */
  readonly afterMs: number;
}

/** Beyond every budget. */
const latencyMs = 60_000;

/** Asks each operation while the service is slow: the reads all at once, then one write after the other. */
export async function slowAnswers(slowness: Slowness): Promise<readonly SlowAnswer[]> {
  const { bff, identity, service, operations, toNextTimer } = slowness;
  const house = await openHouse(bff, identity);
  try {
    const ready = [];
    for (const operation of operations) ready.push({ operation, isWrite: await leavesSomething(house, operation) });
    const reads = ready.filter(({ isWrite }) => !isWrite).map(({ operation }) => operation);
    const writes = ready.filter(({ isWrite }) => isWrite).map(({ operation }) => [operation]);
    const answers: SlowAnswer[] = [];
    for (const round of [reads, ...writes]) {
      const asks = await Promise.all(round.map((operation) => makeReady(house, operation)));
      house.domain.services[service].faults.set({ latencyMs });
      answers.push(...(await passing(toNextTimer, Promise.all(asks.map(timed)))));
      house.domain.heal();
    }
    return answers;
  } finally {
    await passing(toNextTimer, house.close());
  }
}

const leavesSomething = async ({ scene }: House, { prepare }: Operation): Promise<boolean> =>
  (await prepare(scene)).effect !== undefined;

interface Ready {
  readonly operation: Operation;
  readonly ask: () => Promise<Answer>;
}

async function makeReady(house: House, operation: Operation): Promise<Ready> {
  const { ask } = await operation.prepare(house.scene);
  const client = await house.enter(operation.who);
  // Compressing happens on other threads, which no turn of the loop waits for.
  const headers = { ...ask.headers, 'accept-encoding': 'identity' };
  return { operation, ask: () => client({ ...ask, headers }) };
}

async function timed({ operation, ask }: Ready): Promise<SlowAnswer> {
  const startedAt = Date.now();
  return { operation, answer: await ask(), afterMs: Date.now() - startedAt };
}

/** Lets time pass until it has come. */
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

const real = { setTimeout, setImmediate };
/** More than any exchange over loopback takes, from the timer that ends a call to the last byte of the answer. */
const turns = 100;
const restMs = 2;
const outside = new Set(['GetAddrInfoReqWrap', 'TCPConnectWrap', 'FSReqPromise', 'FSReqCallback']);

/** All has happened that can happen without time passing. Sockets of this process take turns of its loop; what others do takes time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => real.setImmediate(resolve));
    if (!process.getActiveResourcesInfo().some((kind) => outside.has(kind))) continue;
    await new Promise((resolve) => real.setTimeout(resolve, restMs));
    turn = 0;
  }
}
