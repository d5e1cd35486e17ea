/** Calls that were never sent, and are safe to send elsewhere, writes too. */

import { isFailure } from '@frontage/errors';

/**
 * Cause of a failure before the first byte was sent. `refused`: the connection was not accepted, which concerns other calls too. Otherwise
 * it was accepted, and then could not be used (TLS).
 */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly refused: boolean;

  constructor(cause: unknown, refused: boolean) {
    super(cause instanceof Error ? cause.message : 'not sent', { cause });
    this.refused = refused;
  }
}

/** Cause of a failure before anything was sent; undefined when something may have been. */
export const unsentOf = (error: unknown): NotSent | undefined =>
  isFailure(error) && error.cause instanceof NotSent ? error.cause : undefined;
