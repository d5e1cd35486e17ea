/** Refused: the cause of a failure that one of our own policies raised, without asking the service. */

import { isFailure } from '@frontage/errors';

/** Made once for each policy: its stack says nothing, and an open circuit refuses many. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly by: 'breaker' | 'bulkhead';

  constructor(by: 'breaker' | 'bulkhead', why: string) {
    super(why);
    this.by = by;
  }
}

/** Asks whether a breaker or a bulkhead of ours raised the failure. */
export const isRefused = (error: unknown): boolean => isFailure(error) && error.cause instanceof Refused;
