/** Principal: who is calling, as far as permission is concerned. Every authenticator ends in one of these. */

export type Tier = 'standard' | 'gold' | 'premium';

/** What a partner's key may be used for. */
export type Scope = 'catalog:read' | 'catalog:write' | 'orders:read' | 'orders:write';

export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}

export interface CustomerPrincipal {
  readonly kind: 'customer';
  readonly id: string;
  readonly tier: Tier;
}

export interface SupportPrincipal {
  readonly kind: 'support';
  readonly id: string;
}

export interface PartnerPrincipal {
  readonly kind: 'partner';
  readonly id: string;
  /** The public part of the key that was used. */
  readonly keyId: string;
  readonly tier: Tier;
  readonly scopes: ReadonlySet<Scope>;
}

export type Principal = AnonymousPrincipal | CustomerPrincipal | SupportPrincipal | PartnerPrincipal;

/** A visitor without credentials. */
export const anonymousPrincipal: AnonymousPrincipal = Object.freeze({ kind: 'anonymous' });

/** The tier whose prices apply to somebody. */
export const tierOf = (principal: Principal): Tier => ('tier' in principal ? principal.tier : 'standard');
