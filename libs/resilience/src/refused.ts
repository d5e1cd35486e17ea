/** Refusal by a policy of this process: the cause of failures without upstream call. */

import { isFailure } from '@frontage/errors';

/** Made once for each policy. The stack is useless, and an open circuit refuses many calls. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly by: 'breaker' | 'bulkhead';

  constructor(by: 'breaker' | 'bulkhead', why: string) {
    super(why);
    this.by = by;
  }
}

/** Asks whether a breaker or bulkhead of this process raised the failure. */
export const isRefused = (error: unknown): boolean => isFailure(error) && error.cause instanceof Refused;
