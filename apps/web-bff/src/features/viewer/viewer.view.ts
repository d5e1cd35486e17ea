/** Viewer in GraphQL. */

import type { Address, Customer } from '@frontage/customers-client';
import type { Principal } from '@frontage/policy';
import { entityId } from '../../entity-id.ts';

/** Principals that a browser session can belong to. */
export type ViewerView = Extract<Principal, { readonly kind: 'customer' | 'support' }>;

export type Role = ViewerView['kind'];

export type CustomerTier = Customer['tier'];

/** Tier of a session, which decides prices. */
export type PriceTier = Extract<Principal, { readonly kind: 'customer' }>['tier'];

/** Viewer of a principal; undefined for visitors. Partners have no sessions. */
export const toViewerView = (principal: Principal): ViewerView | undefined =>
  principal.kind === 'customer' || principal.kind === 'support' ? principal : undefined;

/** Address with an id that is unique: those of the customers service are so within one customer only. */
export const toAddressView = ({ id: owner }: Customer, address: Address): Address => ({
  ...address,
  id: entityId('address', owner, address.id),
});
