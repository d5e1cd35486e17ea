/** The recording run: which operation of a BFF calls which service, how often, in how many steps; everything healthy. */

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

/** Budgets are the business of the kill matrix: here, no machine is too slow. */
const unhurried = { BUDGET_FACTOR: '1000' };

/** One operation of a service, as an operation of a BFF calls it. */
export interface CallCount extends Pick<RecordedCall, 'from' | 'service' | 'operation'> {
  readonly times: number;
  /** Whether the same request did without it the second time. False for writes. */
  readonly kept: boolean;
}

export interface Recording {
  readonly operation: Operation;
  /** The BFF's own first, then what services call on its behalf. */
  readonly calls: readonly CallCount[];
  /** The longest chain of the BFF's own calls. */
  readonly waves: number;
}

/**
 * Records every operation, one after the other, each in a test bed of its own. Throws when one does not answer in full, or not as its
 * scenario says.
 *
 * Calls to services advance in steps: all that have come are held until nothing else can happen, then let through together, and meanwhile
 * time stands still. What depends on what is then told by order alone, however fast or slow the machine is.
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

/** The longest chain of the BFF's calls of which each began when the one before it had ended. */
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

/** Calls that run side by side end in any order; a document needs one. The BFF's own come first. */
const inHouseOrder = (a: Called, b: Called): number =>
  Number(isIndirect(a)) - Number(isIndirect(b)) || rank(a) - rank(b) || a.operation.localeCompare(b.operation, 'en');

/** Made by a service, not by the BFF. */
export const isIndirect = ({ from }: Pick<RecordedCall, 'from'>): boolean => serviceNames.includes(from as ServiceName);

/** The services that an operation reaches; with the service through which it reaches one that it does not call itself. */
export function reachedBy({ calls }: Recording): ReadonlyMap<ServiceName, string | undefined> {
  const reached = new Map<ServiceName, string | undefined>();
  for (const service of serviceNames) {
    const [call] = calls.filter((each) => each.service === service);
    // The BFF's own calls come first.
    if (call) reached.set(service, isIndirect(call) ? call.from : undefined);
  }
  return reached;
}
