/** The customer behind a principal, where access has already made sure that there is one. */

import { Failure } from '@frontage/errors';
import type { Principal } from '@frontage/policy';

export function customerOf(principal: Principal): string {
  if (principal.kind === 'customer') return principal.id;
  throw new Failure('FORBIDDEN', 'Only customers have this.');
}
