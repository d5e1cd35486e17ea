/** Conditions of grants: attributes of the principal against attributes of the resource. */

import { toDecimal, type Currency, type Money } from '@frontage/dto-mapping/money';
import type { Principal, Tier } from './principal.ts';
import { regionOf } from './region.ts';

/** Attributes of a resource. An absent attribute satisfies no condition. An `Order` of the orders client is a Resource. */
export interface Resource {
  readonly owner?: {
    readonly kind: 'customer' | 'partner';
    readonly id: string;
    /** Test mode of a partner. Default live mode. */
    readonly mode?: 'test' | undefined;
  };
  /** Worth of the resource. */
  readonly total?: Money;
  /** Currency of the price list. */
  readonly currency?: Currency;
}

export interface Condition {
  /** Text in the table of docs/authorization.md. */
  readonly text: string;
  readonly holds: (principal: Principal, resource: Resource) => boolean;
}

/** A condition whose failure is not secret: the caller learns its reason. */
export interface Limit extends Condition {
  readonly reason: 'OUTSIDE_REGION' | 'ABOVE_TIER_LIMIT';
  readonly detail: string;
}

/** The principal is the owner: same kind, same id, same mode. The key of a partner is limited to its tenant and its mode by this. */
export const own: Condition = {
  text: 'their own',
  holds: (principal, { owner }) =>
    owner !== undefined &&
    principal.kind === owner.kind &&
    'id' in principal &&
    principal.id === owner.id &&
    (principal.kind !== 'partner' || principal.mode === (owner.mode ?? 'live')),
};

/** The price list belongs to one of the partner's regions. */
export const inRegion: Limit = {
  text: 'in their regions',
  reason: 'OUTSIDE_REGION',
  detail: 'This partner does not order in the region of this currency.',
  holds: (principal, { currency }) =>
    currency !== undefined && principal.kind === 'partner' && principal.regions.has(regionOf(currency)),
};

/**
 * Highest worth of an order paid by API key. In minor units, by tier and currency; a tier that is not listed has no limit. Amounts are set
 * per currency, not converted: a limit must not move with an exchange rate.
 */
export const payLimits: Readonly<Partial<Record<Tier, Readonly<Record<Currency, number>>>>> = {
  standard: {
    EUR: 1_000_000,
    USD: 1_100_000,
    GBP: 850_000,
    CHF: 950_000,
    JPY: 1_700_000,
    SEK: 11_500_000,
    PLN: 4_300_000,
  },
  gold: {
    EUR: 5_000_000,
    USD: 5_500_000,
    GBP: 4_250_000,
    CHF: 4_750_000,
    JPY: 8_500_000,
    SEK: 57_500_000,
    PLN: 21_500_000,
  },
};

/** Payment limit as a decimal; undefined for a tier without one. */
export const formatLimit = (tier: Tier, currency: Currency): string | undefined => {
  const amount = payLimits[tier]?.[currency];
  return amount === undefined ? undefined : toDecimal({ amount, currency });
};

/** The order's worth is within the payment limit of the partner's tier. */
export const withinTierLimit: Limit = {
  text: 'up to the limit of their tier',
  reason: 'ABOVE_TIER_LIMIT',
  detail: 'This order is worth more than this partner may pay by key.',
  holds: (principal, { total }) => {
    if (total === undefined || principal.kind !== 'partner') return false;
    const limits = payLimits[principal.tier];
    return limits === undefined || total.amount <= limits[total.currency];
  },
};
