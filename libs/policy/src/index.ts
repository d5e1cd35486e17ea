/** Who may do what. */
export { admit, permission, publicAccess } from './access.ts';
export type { Access, Admission } from './access.ts';
export { couldEver, may } from './may.ts';
export type { Action, Resource, Verdict } from './may.ts';
export { anonymousPrincipal, tierOf } from './principal.ts';
export type {
  AnonymousPrincipal,
  CustomerPrincipal,
  PartnerPrincipal,
  Principal,
  Scope,
  SupportPrincipal,
  Tier,
} from './principal.ts';
