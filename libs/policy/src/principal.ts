/** Principal: the caller as authorization sees it. Every authenticator yields one. */

import type { Region } from './region.ts';

export const tiers = ['standard', 'gold', 'premium'] as const;
export type Tier = (typeof tiers)[number];

/** Scopes of a partner's key. */
export const scopes = [
  'catalog:read',
  'catalog:write',
  'inventory:write',
  'orders:read',
  'orders:write',
  'webhooks:read',
  'webhooks:manage',
  'keys:read',
  'keys:manage',
] as const;
export type Scope = (typeof scopes)[number];

/** Modes of a partner's key. What is made in test mode is seen in test mode alone, and reaches nobody outside. */
export const modes = ['live', 'test'] as const;
export type Mode = (typeof modes)[number];

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
  /** Public part of the key in use. */
  readonly keyId: string;
  /** Mode of that key. */
  readonly mode: Mode;
  readonly tier: Tier;
  readonly scopes: ReadonlySet<Scope>;
  /** Regions in which the partner may order. */
  readonly regions: ReadonlySet<Region>;
}

export type Principal = AnonymousPrincipal | CustomerPrincipal | SupportPrincipal | PartnerPrincipal;

/** Principal of a caller without credentials. */
export const anonymousPrincipal: AnonymousPrincipal = Object.freeze({ kind: 'anonymous' });

/** Tier whose prices apply to a principal. */
export const tierOf = (principal: Principal): Tier => ('tier' in principal ? principal.tier : 'standard');
