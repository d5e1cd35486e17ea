/** Parts of an answer: fetched in waves, and left out where the answer can do without them. */

import type { Call, Ledger } from '@frontage/call';
import { isFailure, toFailure } from '@frontage/errors';

/** By ledger: the longest chain of fetches that is complete. */
const completed = new WeakMap<Ledger, number>();

/** Counts a fetch in the call's waves: it comes one step after everything that was complete when it began. */
export async function inWave<T>({ ledger }: Call, fetch: () => Promise<T>): Promise<T> {
  const wave = (completed.get(ledger) ?? 0) + 1;
  ledger.waves = Math.max(ledger.waves, wave);
  try {
    return await fetch();
  } finally {
    completed.set(ledger, Math.max(wave, completed.get(ledger) ?? 0));
  }
}

/** A part that may be missing: its failure is named in the ledger, and its field is null without an error. */
export async function optional<T>(part: string, call: Call, fetch: () => Promise<T>): Promise<T | undefined> {
  try {
    return await fetch();
  } catch (error) {
    // Cancelled work has nobody left to degrade for.
    if (isFailure(error) && error.code === 'CANCELLED') throw error;
    call.ledger.degrade(part, toFailure(error));
    return undefined;
  }
}
