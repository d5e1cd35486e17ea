/** Authorization: principals, access, and the table of permissions. */
export { admit, decideOn, permission, publicAccess, refusalOf } from './access.ts';
export type { Access, Demand } from './access.ts';
export { actions, grantsOf } from './grants.ts';
export type { Action, Grant } from './grants.ts';
export { demand, may } from './may.ts';
export type { Verdict } from './may.ts';
export { anonymousPrincipal, modes, scopes, tierOf, tiers } from './principal.ts';
export type { Mode, PartnerPrincipal, Principal, Scope, Tier } from './principal.ts';
export { regions } from './region.ts';
export type { Region } from './region.ts';
