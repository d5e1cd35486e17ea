/** Batching by DataLoader: fields ask for one key each, and one call fetches them all. A loader lives as long as one operation. */

import type { Call } from '@frontage/call';
import DataLoader from 'dataloader';
import { inWave } from './degradation.ts';

/** Loads undefined for an unknown key. A failed call rejects every key that it was for. */
export type Loader<V> = DataLoader<string, V | undefined>;

export const batchLoader = <V>(
  call: Call,
  fetch: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): Loader<V> =>
  new DataLoader(async (ids) => {
    const found = await inWave(call, () => fetch(ids));
    return ids.map((id) => found.get(id));
  });

/** Memoizes `make` by key. */
export function oncePer<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}
