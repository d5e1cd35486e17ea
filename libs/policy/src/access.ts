/** Access: what an endpoint or root field demands of its caller. Mandatory on each; open access is the explicit value `publicAccess`. */

import type { Resource } from './conditions.ts';
import type { Action, ConditionalAction, UnconditionalAction } from './grants.ts';
import { couldEver, demand, lackOf, notAllowed, type Refusal } from './may.ts';
import type { Principal } from './principal.ts';

/**
 * Source of the resource that a conditional permission is decided on. With a function, the stage finds it in the input and decides before
 * the handler runs. With `demanded` the handler reads the resource first, and demands the permission with it.
 */
export type ResourceSource<Input> = ((input: Input) => Resource) | 'demanded';

/** Access of an operation. `Input` is the type that holds the resource; it does not matter for an access that is only passed on. */
export type Access<Input = never> =
  | { readonly kind: 'public' }
  | { readonly kind: 'permission'; readonly action: Action; readonly resource?: ResourceSource<Input> };

/** Access for every caller, with or without credentials. */
export const publicAccess: Access<unknown> = Object.freeze({ kind: 'public' });

/** Access by a permission of the table. An action whose grants have conditions does not compile without the source of the resource. */
export function permission(action: UnconditionalAction): Access<unknown>;
export function permission(action: ConditionalAction, resource: 'demanded'): Access<unknown>;
export function permission<Input>(action: ConditionalAction, resource: (input: Input) => Resource): Access<Input>;
export function permission<Input>(action: Action, resource?: ResourceSource<Input>): Access<Input> {
  return { kind: 'permission', action, ...(resource !== undefined && { resource }) };
}

/** Admission of a principal. `unauthenticated` is 401: credentials may help; `denied` is 403: these do not suffice. */
export type Admission = 'admitted' | 'unauthenticated' | 'denied';

/** Decides before the resource is known. */
export function admit(principal: Principal, access: Access): Admission {
  if (access.kind === 'public' || couldEver(principal, access.action)) return 'admitted';
  return principal.kind === 'anonymous' ? 'unauthenticated' : 'denied';
}

/** Refusal of a principal that `admit` denies. */
export const refusalOf = (principal: Principal, access: Access): Refusal =>
  access.kind === 'public' ? notAllowed : lackOf(principal, access.action);

/** Demands the declared permission for a resource. Throws as `demand` does. */
export type Demand = (resource: Resource) => void;

/** Conditions of one operation under way. */
export interface Conditions {
  /** Demand for the handler. Throws an Error when the access is decided without it. */
  readonly demand: Demand;
  /** Checks that the handler has made a required demand. Throws an Error otherwise, so that no answer is sent. */
  settle(): void;
}

/** Decides on the input; throws as `demand` does. A `demanded` decision is left to the handler. */
export function decideOn(principal: Principal, access: Access, input: unknown): Conditions {
  if (access.kind === 'public') return decided;
  const { action, resource } = access;
  if (resource === 'demanded') return undecided(principal, action);
  demand(principal, action, resource?.(input as never));
  return decided;
}

function undecided(principal: Principal, action: Action): Conditions {
  let isMade = false;
  return {
    demand: (resource) => {
      demand(principal, action, resource);
      isMade = true;
    },
    settle: () => {
      if (!isMade) throw new Error(`${action} was never demanded`);
    },
  };
}

const decided: Conditions = {
  demand: () => {
    throw new Error('this access is decided before the handler runs');
  },
  settle: () => undefined,
};
