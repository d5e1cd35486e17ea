/** Work in a pool: so many pieces at a time, and the next one only when there is time for it. */

/** Gives the results in the order of the items. Rejects with the first rejection, once nothing is under way any more. */
export async function inPool<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await work(item, index);
  };
  const ended = await Promise.allSettled(Array.from({ length: size }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}

const lookMs = 5;
/** A timer that is later than this has waited for something else. */
const busyMs = 5;
/** On a machine that is never calm, work goes on all the same. */
const patienceMs = 1_000;

/** Resolves when whoever waits may go on. */
export type Gate = () => Promise<void>;

/**
 * A gate through which one after the other goes, when the event loop is calm: what is measured in milliseconds must not wait for
 * the work of its neighbours.
 */
export function createGate(): Gate {
  let last = Promise.resolve();
  return () => (last = last.then(calm));
}

async function calm(): Promise<void> {
  for (let waitedMs = 0; waitedMs < patienceMs;) {
    const before = process.hrtime.bigint();
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    const tookMs = Number(process.hrtime.bigint() - before) / 1e6;
    if (tookMs - lookMs < busyMs) return;
    waitedMs += tookMs;
  }
}
