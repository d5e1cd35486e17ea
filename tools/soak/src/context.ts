/** The context of every scenario: the identity provider, and the scale. */

import {
  loadBff,
  openHouse,
  type Bff,
  type BffName,
  type Environment,
  type House,
  type Identity,
  type Operation,
} from '@frontage/kill-matrix';
import { serviceNames, type ServiceName } from '@frontage/seed';
import type { Scale } from './measured.ts';

export interface Context {
  readonly identity: Identity;
  readonly scale: Scale;
}

/** Opens a house, does the work in it and closes it. */
export async function inHouse<T>(
  { identity }: Context,
  name: BffName,
  work: (house: House, bff: Bff) => Promise<T>,
  environment: Environment = {},
): Promise<T> {
  const bff = await loadBff(name);
  const house = await openHouse(bff, identity, environment);
  try {
    return await work(house, bff);
  } finally {
    await house.close();
  }
}

/** An operation by its name, which must be there. */
export function operationOf({ name, operations }: Bff, wanted: string): Operation {
  const found = operations.find((operation) => operation.name === wanted);
  if (!found) throw new Error(`${name} has no operation ${wanted}`);
  return found;
}

/** Calls to each service so far, retries included. */
export const callsTo = ({ domain }: House): Readonly<Record<ServiceName, number>> =>
  Object.fromEntries(serviceNames.map((name) => [name, domain.services[name].traffic.calls])) as never;

export const sum = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((total, count) => total + count, 0);

/** Calls that services are answering at this moment. */
export const openCalls = ({ domain }: House): number =>
  serviceNames.reduce((total, name) => total + domain.services[name].traffic.open, 0);

/** Products as the catalog numbers them, `p-001` to `p-500`, over and over. */
export const productAt = (index: number): string => `p-${String((index % 500) + 1).padStart(3, '0')}`;
