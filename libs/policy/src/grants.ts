/** Table of permissions: every action, and its grants. Actions without a grant are denied. docs/authorization.md is generated from it. */

import { inRegion, own, withinTierLimit, type Condition, type Limit } from './conditions.ts';
import type { Mode, Principal, Scope } from './principal.ts';

/** Grant of an action to one kind of principal. */
export interface Grant {
  readonly who: Exclude<Principal['kind'], 'anonymous'>;
  /** Scope that a partner's key must have. */
  readonly scope?: Scope;
  /** Mode that a partner's key must be of: writes of shared data are for live mode alone. Default any. */
  readonly mode?: Mode;
  /** Condition on the resource; resources that fail it are hidden from this principal. Default any. */
  readonly which?: Condition;
  /** Limits on a visible resource; beyond them it is denied. Default none. */
  readonly limits?: readonly Limit[];
}

export const grants = {
  'partner:enter': [{ who: 'partner' }],
  'partner:catalog': [{ who: 'partner', scope: 'catalog:read' }],
  'catalog:write': [{ who: 'partner', scope: 'catalog:write', mode: 'live' }],
  'inventory:write': [{ who: 'partner', scope: 'inventory:write', mode: 'live' }],
  'cart:use': [{ who: 'customer' }],
  'profile:read': [{ who: 'customer' }],
  'profile:write': [{ who: 'customer' }],
  'wishlist:use': [{ who: 'customer' }],
  'device:use': [{ who: 'customer' }],
  'review:write': [{ who: 'customer' }],
  'order:list': [{ who: 'customer' }, { who: 'partner', scope: 'orders:read' }],
  'order:read': [
    { who: 'customer', which: own },
    { who: 'support' },
    { who: 'partner', scope: 'orders:read', which: own },
  ],
  'order:notes': [{ who: 'support' }],
  'order:place': [{ who: 'customer' }, { who: 'partner', scope: 'orders:write', limits: [inRegion] }],
  'order:pay': [
    { who: 'customer', which: own },
    { who: 'partner', scope: 'orders:write', which: own, limits: [withinTierLimit] },
  ],
  'order:cancel': [
    { who: 'customer', which: own },
    { who: 'partner', scope: 'orders:write', which: own },
  ],
  'webhook:read': [{ who: 'partner', scope: 'webhooks:read' }],
  'webhook:manage': [{ who: 'partner', scope: 'webhooks:manage' }],
  'key:read': [{ who: 'partner', scope: 'keys:read' }],
  'key:manage': [{ who: 'partner', scope: 'keys:manage' }],
} as const satisfies Record<string, readonly Grant[]>;

/** Action of the table. */
export type Action = keyof typeof grants;

type ConditionsIn<A extends Action> = Extract<
  (typeof grants)[A][number],
  { readonly which: Condition } | { readonly limits: readonly Limit[] }
>;

/** An action with a grant under conditions, which is decided with a resource. */
export type ConditionalAction = { [A in Action]: [ConditionsIn<A>] extends [never] ? never : A }[Action];

/** An action that the principal alone decides. */
export type UnconditionalAction = Exclude<Action, ConditionalAction>;

export const actions = Object.keys(grants) as readonly Action[];

/** Grants of an action. */
export const grantsOf = (action: Action): readonly Grant[] => grants[action];
