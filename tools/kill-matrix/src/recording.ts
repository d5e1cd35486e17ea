/** Recording of upstream calls while all services are healthy: their number and their waves. */

import {
  openTestBed,
  type Answer,
  type BffProof,
  type Identity,
  type Operation,
  type RecordedCall,
} from '@frontage/proof';
import { serviceNames, type ServiceName } from '@frontage/seed';
import assert from 'node:assert/strict';
import { installSteps } from './steps.ts';

/** Removes the budgets, so that a slow machine cannot fail a recording. Budgets are tested by the kill matrix. */
const unhurried = { BUDGET_FACTOR: '1000' };

/** Calls to one operation of a service that an operation of a BFF makes. */
export interface CallCount extends Pick<RecordedCall, 'from' | 'service' | 'operation'> {
  readonly times: number;
  /** Whether the same request made a second time did without the call. False for writes. */
  readonly kept: boolean;
}

export interface Recording {
  readonly operation: Operation;
  /** Calls of the BFF first, then those that services make on its behalf. */
  readonly calls: readonly CallCount[];
  /** Length of the longest chain of the BFF's own calls. */
  readonly waves: number;
}

/**
 * Records the operations one after the other, each on its own test bed. Throws when an answer is not full, or not as its scenario says.
 *
 * Upstream calls advance in steps: all pending ones are held until nothing else can happen, then let through together, while the clock
 * stands still. Dependencies between calls then follow from their order alone, at any speed of the machine.
 */
export async function record(bff: BffProof, identity: Identity): Promise<readonly Recording[]> {
  const recordings: Recording[] = [];
  for (const operation of bff.operations) recordings.push(await recordOne(bff, operation, identity));
  return recordings;
}

async function recordOne(bff: BffProof, operation: Operation, identity: Identity): Promise<Recording> {
  const steps = installSteps(identity.authorize);
  const testBed = await openTestBed(bff, { ...identity, authorize: steps.authorize }, unhurried);
  try {
    const { ask, effect } = await operation.prepare(testBed.fixtures);
    const client = await testBed.enter(operation.who);
    const askHealthy = async () => {
      const before = testBed.calls.length;
      const answer = await steps.passing(client(ask));
      if (answer.failure || answer.degraded.length > 0) {
        throw new Error(`${bff.name}, ${operation.name}: all is well, and the answer is ${describe(answer)}.`);
      }
      if (operation.shows) assert.partialDeepStrictEqual(answer.content, operation.shows);
      return testBed.calls.slice(before);
    };
    const calls = await askHealthy();
    const second = effect ? calls : await askHealthy();
    return { operation, waves: wavesOf(calls), calls: count(calls, second) };
  } finally {
    steps.restore();
    await testBed.close();
  }
}

type Called = Pick<RecordedCall, 'from' | 'service' | 'operation'>;

const describe = ({ failure, degraded }: Answer): string =>
  failure ? `${failure.status} ${failure.code}` : `degraded: ${degraded.join(', ')}`;

/** Length of the longest chain of the BFF's calls. Each begins after the one before has ended. */
export function wavesOf(calls: readonly RecordedCall[]): number {
  const ended: { readonly at: number; readonly wave: number }[] = [];
  for (const { startedAt, endedAt } of calls.filter((call) => !isIndirect(call)).toSorted(byStart)) {
    const before = ended.filter(({ at }) => at <= startedAt).map(({ wave }) => wave);
    ended.push({ at: endedAt, wave: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...ended.map(({ wave }) => wave));
}

const byStart = (a: RecordedCall, b: RecordedCall): number => a.startedAt - b.startedAt;

const keyOf = ({ from, operation }: Called): string => `${from} ${operation}`;

function count(calls: readonly RecordedCall[], second: readonly RecordedCall[]): readonly CallCount[] {
  const again = new Set(second.map(keyOf));
  return [...Map.groupBy(calls, keyOf)]
    .map(([key, made]) => {
      const { from, service, operation } = made[0]!;
      return { from, service, operation, times: made.length, kept: !again.has(key) };
    })
    .sort(inHouseOrder);
}

const rank = ({ service }: Called): number => serviceNames.indexOf(service as ServiceName);

/** Order of calls in the document, since concurrent calls end in any order. The BFF's own come first. */
const inHouseOrder = (a: Called, b: Called): number =>
  Number(isIndirect(a)) - Number(isIndirect(b)) || rank(a) - rank(b) || a.operation.localeCompare(b.operation, 'en');

/** Whether a service made the call, not the BFF. */
export const isIndirect = ({ from }: Pick<RecordedCall, 'from'>): boolean => serviceNames.includes(from as ServiceName);

/** Services that an operation reaches, each with its caller; undefined where the BFF calls it. */
export function reachedBy({ calls }: Recording): ReadonlyMap<ServiceName, string | undefined> {
  const reached = new Map<ServiceName, string | undefined>();
  for (const service of serviceNames) {
    const [call] = calls.filter((each) => each.service === service);
    // Calls of the BFF come first.
    if (call) reached.set(service, isIndirect(call) ? call.from : undefined);
  }
  return reached;
}
