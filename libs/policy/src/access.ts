/** Access: what an endpoint or root field demands of its caller. Mandatory on each of them; `publicAccess` is a visible word. */

import type { Action } from './grants.ts';
import { couldEver } from './may.ts';
import type { Principal } from './principal.ts';

export type Access = { readonly kind: 'public' } | { readonly kind: 'permission'; readonly action: Action };

/** Anybody, with or without credentials. */
export const publicAccess: Access = Object.freeze({ kind: 'public' });

/** Whoever may do this. Attributes of the resource are checked where the resource is known, with `may`. */
export const permission = (action: Action): Access => ({ kind: 'permission', action });

/** `unauthenticated`: who are you? `denied`: we know, and no. */
export type Admission = 'admitted' | 'unauthenticated' | 'denied';

/** Decides at the door. */
export function admit(principal: Principal, access: Access): Admission {
  if (access.kind === 'public' || couldEver(principal, access.action)) return 'admitted';
  return principal.kind === 'anonymous' ? 'unauthenticated' : 'denied';
}
