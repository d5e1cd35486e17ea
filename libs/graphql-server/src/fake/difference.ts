/** How two answers to one operation differ, as far as GraphQL says that they must not. */

import type { ExecutionResult } from 'graphql';
import { isDeepStrictEqual } from 'node:util';

/**
 * Undefined if they do not. Data must be equal, errors too, in any order. Only where a null took others with it, because it may not
 * stand there, any of the reasons for that will do: the first ends the rest, and which is first is nobody's promise (GraphQL §6.4.4).
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
  /** By the path of a null: the errors that explain it. */
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

/** The path of the null that stands for what failed there. */
function nullOf(path: readonly (string | number)[], data: unknown): readonly (string | number)[] {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}
