/** Operations of a BFF as values: request, budget and required services. */

import type { ServiceName } from '@frontage/seed';
import type { BackingServiceName } from './backing-service.ts';
import type { Ask } from './client.ts';
import type { Fixtures } from './fixtures.ts';

/** Effect of a write on the domain, however often the write is tried. */
export interface Effect {
  /** Value of `now` after the write was done exactly once. */
  readonly once: object;
  readonly now: () => Promise<object>;
}

/** Request whose fixtures are in the domain. */
export interface Prepared {
  readonly ask: Ask;
  /** Effect of a write; absent for reads. */
  readonly effect?: Effect;
}

/** Terms of a scenario beside its request, in any protocol. */
export interface ScenarioTerms {
  /** Id of the principal. Default: a visitor. */
  readonly who?: string;
  /** Services and backing services that the answer requires; every other one is optional. */
  readonly requires: readonly (ServiceName | BackingServiceName)[];
  /** Part of the answer when all services are healthy. Default: none is compared. */
  readonly shows?: object;
  /** Operations of another BFF that serve the same screen. Default none. */
  readonly peer?: Peer;
}

/** Operations of another BFF, by their names there: `{ bff: 'web-bff', operations: ['query Home'] }`. */
export interface Peer {
  readonly bff: string;
  readonly operations: readonly string[];
}

export interface Operation extends Omit<ScenarioTerms, 'who'> {
  /** Name: `GET /home`, `query Home`. */
  readonly name: string;
  /** Id of the principal; undefined for a visitor. */
  readonly who: string | undefined;
  readonly budgetMs: number;
  /** Most upstream calls, where the operation declares it. */
  readonly budgetCalls: number | undefined;
  /** Waves of these calls, where the operation declares it: it then takes neither more nor less than its budget. */
  readonly budgetWaves?: number;
  /** Most bytes of the answer's content as it is sent to a client that accepts brotli. */
  readonly budgetBytes?: number | undefined;
  readonly prepare: (fixtures: Fixtures) => Promise<Prepared>;
}

/** Value, or a function that makes it from the domain. */
export type Made<T> = T | ((fixtures: Fixtures) => Promise<T>);

/** Resolves a `Made` value. */
export const make = async <T extends object>(made: Made<T>, fixtures: Fixtures): Promise<T> =>
  typeof made === 'function' ? made(fixtures) : made;

/** Pairs operations with their scenarios. Throws for an operation without a scenario, and for a scenario without an operation. */
export function pairUp<O extends { readonly name: string }, S>(
  operations: readonly O[],
  scenarios: Readonly<Record<string, S>>,
): readonly (readonly [O, S])[] {
  const names = new Set(operations.map(({ name }) => name));
  const strays = Object.keys(scenarios).filter((name) => !names.has(name));
  if (strays.length > 0) throw new Error(`There is a scenario and no operation: ${strays.join(', ')}.`);
  return operations.map((operation) => {
    const scenario = scenarios[operation.name];
    if (!scenario) throw new Error(`${operation.name} has no scenario in proof/.`);
    return [operation, scenario] as const;
  });
}
