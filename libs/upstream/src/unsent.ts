/** Calls of which nothing was sent: what they asked for can be asked elsewhere, whatever it is. */

import { isFailure } from '@frontage/errors';

/**
 * The cause of a failure that came before a single byte of the call was sent. `refused`: nobody accepted the connection, which is for
 * other calls to know; otherwise it was accepted and then could not be used (TLS).
 */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly refused: boolean;

  constructor(cause: unknown, refused: boolean) {
    super(cause instanceof Error ? cause.message : 'not sent', { cause });
    this.refused = refused;
  }
}

/** Why nothing was sent; undefined when something may have been. */
export const unsentOf = (error: unknown): NotSent | undefined =>
  isFailure(error) && error.cause instanceof NotSent ? error.cause : undefined;
