/** Customer id of a principal. Access is checked before; the failure guards a resolver that forgot it. */

import { Failure } from '@frontage/errors';
import type { Principal } from '@frontage/policy';

/** Steps of a checkout: over services that a feature is handed, as every feature is. */
export { checkOut } from '@frontage/customers-client';

export function customerOf(principal: Principal): string {
  if (principal.kind === 'customer') return principal.id;
  throw new Failure('FORBIDDEN', 'Only customers have this.');
}
