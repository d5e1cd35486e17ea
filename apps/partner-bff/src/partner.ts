/** Partner behind a request. */

import { Failure } from '@frontage/errors';
import type { Principal } from '@frontage/policy';

/** Id of the partner. FORBIDDEN for any other principal. */
export function partnerOf(principal: Principal): string {
  if (principal.kind === 'partner') return principal.id;
  throw new Failure('FORBIDDEN', 'Only partners have this.');
}
