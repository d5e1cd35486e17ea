/** Loaders: what many fields ask for one by one is fetched in one call (DataLoader). They live as long as one operation. */

import type { Call } from '@frontage/call';
import DataLoader from 'dataloader';
import { inWave } from './degradation.ts';

/** Gives undefined for what does not exist, and rejects for all that a failed call was for. */
export type Loader<V> = DataLoader<string, V | undefined>;

export const batchLoader = <V>(
  call: Call,
  fetch: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): Loader<V> =>
  new DataLoader(async (ids) => {
    const found = await inWave(call, () => fetch(ids));
    return ids.map((id) => found.get(id));
  });

/** One of something for each key, made when first asked for. */
export function oncePer<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}
