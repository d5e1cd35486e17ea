/** Difference between two answers to one operation, as far as GraphQL forbids one. */

import type { ExecutionResult } from 'graphql';
import { isDeepStrictEqual } from 'node:util';

/**
 * Difference of two answers; undefined if there is none.
 *
 * Data must be equal, and errors in any order. A null that was propagated may have any of its possible causes: the first one ends the rest,
 * and which is first is not specified (GraphQL §6.4.4).
 */
export function difference(one: ExecutionResult, other: ExecutionResult): object | undefined {
  const [a, b] = [explained(one), explained(other)];
  if (!isDeepStrictEqual(a.data, b.data)) return { data: [a.data, b.data] };
  for (const place of new Set([...a.errors.keys(), ...b.errors.keys()])) {
    const [here, there] = [a.errors.get(place) ?? [], b.errors.get(place) ?? []];
    const isSame = isDeepStrictEqual(here.toSorted(), there.toSorted());
    const arePropagated = here.length > 0 && there.length > 0 && [...here, ...there].every(isPropagated(place));
    if (!isSame && !arePropagated) return { place, errors: [here, there] };
  }
  return undefined;
}

const isPropagated =
  (place: string) =>
  (said: string): boolean =>
    JSON.stringify((JSON.parse(said) as [string, unknown])[1]) !== place;

interface Explained {
  readonly data: unknown;
  /** Errors by the path of the null that they explain. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
}

function explained({ data, errors = [] }: ExecutionResult): Explained {
  const plain = data === undefined ? undefined : (JSON.parse(JSON.stringify(data)) as unknown);
  const byPlace = new Map<string, string[]>();
  for (const { message, path = [], locations, originalError } of errors) {
    const place = JSON.stringify(nullOf(path, plain));
    const said = JSON.stringify([message, path, locations, originalError?.message]);
    byPlace.set(place, [...(byPlace.get(place) ?? []), said]);
  }
  return { data: plain, errors: byPlace };
}

/** Path of the null that a failure caused. */
function nullOf(path: readonly (string | number)[], data: unknown): readonly (string | number)[] {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}
