/** Principal: who is calling, as far as permission is concerned. Every authenticator ends in one of these. */

import type { Region } from './region.ts';

export const tiers = ['standard', 'gold', 'premium'] as const;
export type Tier = (typeof tiers)[number];

/** What a partner's key may be used for. */
export const scopes = ['catalog:read', 'catalog:write', 'orders:read', 'orders:write'] as const;
export type Scope = (typeof scopes)[number];

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
  /** Where it may order. */
  readonly regions: ReadonlySet<Region>;
}

export type Principal = AnonymousPrincipal | CustomerPrincipal | SupportPrincipal | PartnerPrincipal;

/** A visitor without credentials. */
export const anonymousPrincipal: AnonymousPrincipal = Object.freeze({ kind: 'anonymous' });

/** The tier whose prices apply to somebody. */
export const tierOf = (principal: Principal): Tier => ('tier' in principal ? principal.tier : 'standard');
