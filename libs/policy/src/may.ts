/** may(principal, action, resource): role- and attribute-based access control in one declarative table. Pure. */

import type { Principal, Scope } from './principal.ts';

/** What a rule may look at. Absent attributes never satisfy a condition. */
export interface Resource {
  readonly owner?: { readonly kind: 'customer' | 'partner'; readonly id: string };
}

type Condition = (principal: Principal, resource: Resource) => boolean;

/** The principal is the owner: same kind, same id. */
const own: Condition = (principal, { owner }) =>
  owner !== undefined && principal.kind === owner.kind && principal.id === owner.id;

const always: Condition = () => true;

interface Grant {
  readonly who: Principal['kind'];
  /** The scope that a partner's key must have. */
  readonly scope?: Scope;
  readonly when: Condition;
}

/** Everything that can be done, and by whom. What is not granted is denied. */
const grants = {
  'partner:enter': [{ who: 'partner', when: always }],
  'partner:catalog': [{ who: 'partner', scope: 'catalog:read', when: always }],
  'catalog:write': [{ who: 'partner', scope: 'catalog:write', when: always }],
  'order:list': [
    { who: 'customer', when: always },
    { who: 'partner', scope: 'orders:read', when: always },
  ],
  'order:read': [
    { who: 'customer', when: own },
    { who: 'support', when: always },
    { who: 'partner', scope: 'orders:read', when: own },
  ],
  'order:place': [
    { who: 'customer', when: always },
    { who: 'partner', scope: 'orders:write', when: always },
  ],
  'order:change': [
    { who: 'customer', when: own },
    { who: 'partner', scope: 'orders:write', when: own },
  ],
  'cart:use': [{ who: 'customer', when: always }],
  'profile:read': [{ who: 'customer', when: always }],
} as const satisfies Record<string, readonly Grant[]>;

export type Action = keyof typeof grants;

/** `denied` means that the principal's kind or scope never could; `hidden` that this resource is none of theirs: answer 404. */
export type Verdict = 'granted' | 'denied' | 'hidden';

/** Decides with the resource at hand. Deny by default. */
export function may(principal: Principal, action: Action, resource: Resource = {}): Verdict {
  const applicable = applicableGrants(principal, action);
  if (applicable.length === 0) return 'denied';
  return applicable.some((grant) => grant.when(principal, resource)) ? 'granted' : 'hidden';
}

/** Decides before a resource is known: could this principal do it to any resource at all? */
export const couldEver = (principal: Principal, action: Action): boolean =>
  applicableGrants(principal, action).length > 0;

const applicableGrants = (principal: Principal, action: Action): readonly Grant[] =>
  (grants[action] as readonly Grant[]).filter(
    ({ who, scope }) =>
      who === principal.kind && (scope === undefined || (principal.kind === 'partner' && principal.scopes.has(scope))),
  );
