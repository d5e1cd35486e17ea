/** Batch reads by ids, split at the largest batch that a service accepts. */

/** Fetches items of any number of distinct ids. The batches are sent concurrently. */
export async function inBatches<T>(
  ids: readonly string[],
  maxBatch: number,
  fetch: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  if (ids.length === 0) return [];
  if (ids.length <= maxBatch) return fetch(ids);
  const batches = Array.from({ length: Math.ceil(ids.length / maxBatch) }, (_, index) =>
    ids.slice(index * maxBatch, (index + 1) * maxBatch),
  );
  return (await Promise.all(batches.map(fetch))).flat();
}
