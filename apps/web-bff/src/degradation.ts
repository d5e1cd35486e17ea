/** Degradation: fetches are counted in waves, and optional parts may be missing from an answer. */

import type { Call, Ledger } from '@frontage/call';
import { missing, withFallback } from '@frontage/resilience';

/** Length of the longest chain of completed fetches of one answer. */
interface Chain {
  completed: number;
}
const key = {};
const chainOf = (ledger: Ledger): Chain => ledger.getOrCreate(key, () => ({ completed: 0 }));

/** Counts a fetch in the call's waves: one more than were complete when it began. */
export async function inWave<T>({ ledger }: Call, fetch: () => Promise<T>): Promise<T> {
  const chain = chainOf(ledger);
  const wave = chain.completed + 1;
  ledger.waves = Math.max(ledger.waves, wave);
  try {
    return await fetch();
  } finally {
    chain.completed = Math.max(wave, chain.completed);
  }
}

/** Fetches an optional part. Its failure is named in the ledger, and its field is null without an error. */
export const optional = <T>(part: string, call: Call, fetch: () => Promise<T>): Promise<T | undefined> =>
  withFallback(part, call, fetch, missing);
