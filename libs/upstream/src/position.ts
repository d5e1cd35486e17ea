/** Positions in a service's list, and the failure for one that it does not accept. */

import { Failure, isFailure } from '@frontage/errors';
import { Answered } from './answered.ts';

/**
 * Fetches the page after a position that a client sent. Only the service can check its positions: one may be forged, or of a deleted item.
 * Everything else in a call is checked before, so its 400 is about the position: INVALID_INPUT, reason BAD_CURSOR. Without a position, a
 * 400 stays a mistake of ours.
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
