/** Batch reads by ids: each id once, as many per call as the service accepts. */

/** Fetches items of any number of ids. Duplicates are asked for once; the batches go out together. */
export async function inBatches<T>(
  ids: readonly string[],
  maxBatch: number,
  fetch: (batch: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return [];
  if (distinct.length <= maxBatch) return [...(await fetch(distinct))];
  const batches = Array.from({ length: Math.ceil(distinct.length / maxBatch) }, (_, index) =>
    distinct.slice(index * maxBatch, (index + 1) * maxBatch),
  );
  return (await Promise.all(batches.map(fetch))).flat();
}
