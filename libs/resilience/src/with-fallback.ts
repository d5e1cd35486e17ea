/** Graceful degradation of one part: an answer that can do without it names it, and goes on with a fallback. */

import type { Call } from '@frontage/call';
import { isFailure, toFailure } from '@frontage/errors';

/**
 * Fetches a part that may be missing. Its failure is named in the call's ledger, which the edge turns into `degraded`, and the fallback is
 * given instead. Rejects where nothing may be left out: with CANCELLED, as no client waits any more, and with INVALID_INPUT, as the
 * client must learn of its mistake.
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

/** The fallback of a part that is then missing. */
export const missing = (): undefined => undefined;
