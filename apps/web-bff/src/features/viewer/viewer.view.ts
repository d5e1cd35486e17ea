/** Viewer in GraphQL. */

import type { Customer } from '@frontage/customers-client';
import type { Principal } from '@frontage/policy';

/** Principals that a browser session can belong to. */
export type ViewerView = Extract<Principal, { readonly kind: 'customer' | 'support' }>;

export type Role = ViewerView['kind'];

export type CustomerTier = Customer['tier'];

/** Viewer of a principal; undefined for visitors. Partners have no sessions. */
export const toViewerView = (principal: Principal): ViewerView | undefined =>
  principal.kind === 'customer' || principal.kind === 'support' ? principal : undefined;
