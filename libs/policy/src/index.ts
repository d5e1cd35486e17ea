/** Who may do what. */
export { admit, decideOn, permission, publicAccess } from './access.ts';
export type { Access, Admission, Conditions, Demand, ResourceSource } from './access.ts';
export { formatLimit } from './conditions.ts';
export type { Condition, Limit, Resource } from './conditions.ts';
export { actions, grantsOf } from './grants.ts';
export type { Action, ConditionalAction, Grant, UnconditionalAction } from './grants.ts';
export { couldEver, demand, may, scopeFor } from './may.ts';
export type { Verdict } from './may.ts';
export { anonymousPrincipal, scopes, tierOf, tiers } from './principal.ts';
export type {
  AnonymousPrincipal,
  CustomerPrincipal,
  PartnerPrincipal,
  Principal,
  Scope,
  SupportPrincipal,
  Tier,
} from './principal.ts';
export { regionOf, regions } from './region.ts';
export type { Region } from './region.ts';
