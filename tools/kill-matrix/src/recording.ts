/** The recording run: which operation of a BFF calls which service, how often, in how many steps; everything healthy. */

import { serviceNames, type ServiceName } from '@frontage/seed';
import type { Answer } from './answer.ts';
import { openHouse, type Bff, type Identity, type RecordedCall } from './house.ts';
import type { Operation } from './operation.ts';
import { inPool } from './pool.ts';

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

/** Records every operation, each in a house of its own. Throws when one does not answer in full. */
export const record = (bff: Bff, identity: Identity): Promise<readonly Recording[]> =>
  inPool(bff.operations, 2, (operation) => recordPatiently(bff, operation, identity));

/** A cold process on a busy machine may need more than a budget: so often it is tried anew. */
const attempts = 3;

async function recordPatiently(bff: Bff, operation: Operation, identity: Identity): Promise<Recording> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // In a new house each time: a first try that failed leaves some of its answers behind.
      return await recordOne(bff, operation, identity);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

async function recordOne(bff: Bff, operation: Operation, identity: Identity): Promise<Recording> {
  const house = await openHouse(bff, identity);
  try {
    const { ask, effect } = await operation.prepare(house.scene);
    const client = await house.enter(operation.who);
    const askHealthy = async () => {
      const before = house.calls.length;
      const answer = await client(ask);
      if (answer.failure || answer.degraded.length > 0) {
        throw new Error(`${bff.name}, ${operation.name}: all is well, and the answer is ${describe(answer)}`);
      }
      return house.calls.slice(before);
    };
    const calls = await askHealthy();
    const second = effect ? calls : await askHealthy();
    return { operation, waves: wavesOf(calls), calls: count(calls, second) };
  } finally {
    await house.close();
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
