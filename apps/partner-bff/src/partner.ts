/** Partner behind a request. */

import { Failure } from '@frontage/errors';
import type { Mode, PartnerPrincipal, Principal } from '@frontage/policy';

/** Principal as a partner. FORBIDDEN for any other. */
export function asPartner(principal: Principal): PartnerPrincipal {
  if (principal.kind === 'partner') return principal;
  throw new Failure('FORBIDDEN', 'Only partners have this.');
}

/** Record of a partner in one mode. */
export interface Owned {
  readonly partnerId: string;
  readonly mode: Mode;
}

/** Record if it is the partner's own, and of the mode of the key; undefined for any other, as for one that never was. */
export function ownOf<Found extends Owned>(principal: Principal, found: Found | undefined): Found | undefined {
  const { id, mode } = asPartner(principal);
  return found?.partnerId === id && found.mode === mode ? found : undefined;
}

/** Id of the partner. FORBIDDEN for any other principal. */
export const partnerOf = (principal: Principal): string => asPartner(principal).id;
