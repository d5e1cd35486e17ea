/** Partner behind a request. */

import { Failure } from '@frontage/errors';
import type { PartnerPrincipal, Principal } from '@frontage/policy';

/** Principal as a partner. FORBIDDEN for any other. */
export function asPartner(principal: Principal): PartnerPrincipal {
  if (principal.kind === 'partner') return principal;
  throw new Failure('FORBIDDEN', 'Only partners have this.');
}

/** Id of the partner. FORBIDDEN for any other principal. */
export const partnerOf = (principal: Principal): string => asPartner(principal).id;
