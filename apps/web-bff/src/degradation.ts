/** Degradation: parts of an answer are fetched in waves, and left out where the answer can do without them. */

import type { Call, Ledger } from '@frontage/call';
import { missing, withFallback } from '@frontage/resilience';

/** The longest chain of fetches of one answer that is complete. */
interface Chain {
  completed: number;
}
const key = {};
const chainOf = (ledger: Ledger): Chain => ledger.getOrCreate(key, () => ({ completed: 0 }));

/** Counts a fetch in the call's waves: it comes one step after everything that was complete when it began. */
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

/** A part that may be missing: its failure is named in the ledger, and its field is null without an error. */
export const optional = <T>(part: string, call: Call, fetch: () => Promise<T>): Promise<T | undefined> =>
  withFallback(part, call, fetch, missing);
