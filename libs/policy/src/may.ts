/** Role- and attribute-based access control over one declarative table, grants.ts. Pure. */

import { Failure } from '@frontage/errors';
import type { Limit, Resource } from './conditions.ts';
import { grantsOf, type Action, type Grant } from './grants.ts';
import type { Principal, Scope } from './principal.ts';

/** Verdict on an action. `denied`: the principal learns of it, 403; `hidden`: the resource does not exist for it, 404. */
export type Verdict = 'granted' | 'denied' | 'hidden';

/** Decides with the resource at hand. Deny by default. */
export const may = (principal: Principal, action: Action, resource: Resource = {}): Verdict =>
  decide(principal, action, resource).verdict;

/** Throws unless `may` grants: NOT_FOUND for hidden, FORBIDDEN with the limit's reason for denied. */
export function demand(principal: Principal, action: Action, resource: Resource = {}): void {
  const { verdict, limit } = decide(principal, action, resource);
  if (verdict === 'hidden') throw new Failure('NOT_FOUND', 'There is no such thing.');
  if (verdict === 'denied') {
    const { detail, reason } = limit ?? lackOf(principal, action);
    throw new Failure('FORBIDDEN', detail, reason === undefined ? {} : { reason });
  }
}

/** Decides before a resource is known: asks whether any resource could be granted. */
export const couldEver = (principal: Principal, action: Action): boolean =>
  grantsOf(action).some((grant) => applies(principal, grant));

/** Refusal of an action, whatever the resource. */
export interface Refusal {
  readonly detail: string;
  readonly reason?: string;
  /** Scope that would help. */
  readonly scope?: Scope;
}

/** Refusal without a reason. */
export const notAllowed = { detail: 'You may not do this.' } as const satisfies Refusal;

/** Refusal of test keys where live mode alone may act. */
export const liveKeyRequired = {
  reason: 'LIVE_KEY_REQUIRED',
  detail: 'All partners share this: it is changed with a live key, and not with a test key.',
} as const satisfies Refusal;

/** Refusal of an action that no resource could grant to this principal. */
export function lackOf(principal: Principal, action: Action): Refusal {
  const granted = grantsOf(action).filter(({ who }) => who === principal.kind);
  // No scope would help.
  if (granted.length > 0 && granted.every((grant) => !isInMode(principal, grant))) return liveKeyRequired;
  const scope = granted[0]?.scope;
  return { ...notAllowed, ...(scope !== undefined && { scope }) };
}

interface Decision {
  readonly verdict: Verdict;
  /** Limit that denied a visible resource. */
  readonly limit?: Limit;
}

/** One grant that holds is enough; of those that limits deny, the first one says why. */
function decide(principal: Principal, action: Action, resource: Resource): Decision {
  let verdict: Verdict = 'denied';
  let limit: Limit | undefined;
  for (const grant of grantsOf(action)) {
    if (!applies(principal, grant)) continue;
    if (limit === undefined) verdict = 'hidden';
    if (grant.which?.holds(principal, resource) === false) continue;
    const denying = grant.limits?.find(({ holds }) => !holds(principal, resource));
    if (denying === undefined) return { verdict: 'granted' };
    verdict = 'denied';
    limit ??= denying;
  }
  return limit === undefined ? { verdict } : { verdict, limit };
}

const applies = (principal: Principal, grant: Grant): boolean =>
  grant.who === principal.kind && hasScope(principal, grant) && isInMode(principal, grant);

const hasScope = (principal: Principal, { scope }: Grant): boolean =>
  scope === undefined || (principal.kind === 'partner' && principal.scopes.has(scope));

const isInMode = (principal: Principal, { mode }: Grant): boolean =>
  mode === undefined || (principal.kind === 'partner' && principal.mode === mode);
