/** The table: everything that can be done, and by whom. What is not granted is denied. docs/authorization.md is made of it. */

import { inRegion, own, withinTierLimit, type Condition, type Limit } from './conditions.ts';
import type { Principal, Scope } from './principal.ts';

/** One principal that may do something. */
export interface Grant {
  readonly who: Exclude<Principal['kind'], 'anonymous'>;
  /** The scope that a partner's key must have. */
  readonly scope?: Scope;
  /** Which ones: to this principal others do not exist. Default any. */
  readonly which?: Condition;
  /** What is refused although it is theirs. Default nothing. */
  readonly limits?: readonly Limit[];
}

export const grants = {
  'partner:enter': [{ who: 'partner' }],
  'partner:catalog': [{ who: 'partner', scope: 'catalog:read' }],
  'catalog:write': [{ who: 'partner', scope: 'catalog:write' }],
  'cart:use': [{ who: 'customer' }],
  'profile:read': [{ who: 'customer' }],
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
} as const satisfies Record<string, readonly Grant[]>;

/** Something that can be done. */
export type Action = keyof typeof grants;

type ConditionsIn<A extends Action> = Extract<
  (typeof grants)[A][number],
  { readonly which: Condition } | { readonly limits: readonly Limit[] }
>;

/** An action that the table grants to somebody under conditions: it is decided with a resource. */
export type ConditionalAction = { [A in Action]: [ConditionsIn<A>] extends [never] ? never : A }[Action];

/** An action that is decided by who asks alone. */
export type UnconditionalAction = Exclude<Action, ConditionalAction>;

export const actions = Object.keys(grants) as readonly Action[];

/** Who may do it. */
export const grantsOf = (action: Action): readonly Grant[] => grants[action];
