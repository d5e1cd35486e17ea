/** Graceful degradation: an optional part that fails is named, and its fallback served. */

import type { Call } from '@frontage/call';
import { isFailure, toFailure } from '@frontage/errors';

/**
 * Fetches an optional part. Its failure is named in the call's ledger, which the edge turns into `degraded`, and the fallback is given.
 * Rejects with CANCELLED, as no client waits any more, and with INVALID_INPUT, as the client must learn of its mistake.
 */
export async function withFallback<T, F>(
  part: string,
  { ledger }: Call,
  fetch: () => Promise<T>,
  fallback: () => F,
): Promise<T | F> {
  try {
    return await fetch();
  } catch (error) {
    if (isFailure(error) && (error.code === 'CANCELLED' || error.code === 'INVALID_INPUT')) throw error;
    ledger.degrade(part, toFailure(error));
    return fallback();
  }
}

/** Fallback of an optional part without a value. */
export const missing = (): undefined => undefined;
