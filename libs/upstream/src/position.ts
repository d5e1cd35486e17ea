/** Pages of a service's list: what comes of a position that the service does not take. */

import { Failure, isFailure } from '@frontage/errors';
import { Answered } from './answered.ts';

/**
 * Asks for the page after a position that a client brought back. Only the service knows its positions: one may be forged, or of
 * something that is gone. Everything else that a call says is checked before it is made, so that 400 for a call with a position
 * is about that: INVALID_INPUT, reason BAD_CURSOR. Without a position it stays our mistake.
 */
export async function pageAfter<T>(after: string | undefined, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const refused = isFailure(error) && error.cause instanceof Answered && error.cause.status === 400;
    if (after === undefined || !refused) throw error;
    throw new Failure('INVALID_INPUT', 'The list does not go on from there. Begin anew.', {
      reason: 'BAD_CURSOR',
      cause: error,
    });
  }
}
