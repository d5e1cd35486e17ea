/** The context of every scenario: the identity provider, and the scale. */

import { loadBffs } from '@frontage/architecture/proofs';
import {
  openTestBed,
  type BffProof,
  type Environment,
  type Identity,
  type Operation,
  type TestBed,
} from '@frontage/proof';
import { serviceNames, type ServiceName } from '@frontage/seed';
import type { Scale } from './measured.ts';

export interface Context {
  readonly identity: Identity;
  readonly scale: Scale;
}

/** A BFF by its name, which must be there. */
export async function bffNamed(wanted: string): Promise<BffProof> {
  const found = (await loadBffs()).find(({ name }) => name === wanted);
  if (!found) throw new Error(`There is no BFF ${wanted}.`);
  return found;
}

/** Opens a test bed, does the work on it and closes it. */
export async function onTestBed<T>(
  { identity }: Context,
  name: string,
  work: (testBed: TestBed, bff: BffProof) => Promise<T>,
  environment: Environment = {},
): Promise<T> {
  const bff = await bffNamed(name);
  const testBed = await openTestBed(bff, identity, environment);
  try {
    return await work(testBed, bff);
  } finally {
    await testBed.close();
  }
}

/** An operation by its name, which must be there. */
export function operationOf({ name, operations }: BffProof, wanted: string): Operation {
  const found = operations.find((operation) => operation.name === wanted);
  if (!found) throw new Error(`${name} has no operation ${wanted}`);
  return found;
}

/** Calls to each service so far, retries included. */
export const callsTo = ({ domain }: TestBed): Readonly<Record<ServiceName, number>> =>
  Object.fromEntries(serviceNames.map((name) => [name, domain.services[name].traffic.calls])) as never;

export const sum = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((total, count) => total + count, 0);

/** Calls that services are answering at this moment. */
export const openCalls = ({ domain }: TestBed): number =>
  serviceNames.reduce((total, name) => total + domain.services[name].traffic.open, 0);

/** Products as the catalog numbers them, `p-001` to `p-500`, over and over. */
export const productAt = (index: number): string => `p-${String((index % 500) + 1).padStart(3, '0')}`;
