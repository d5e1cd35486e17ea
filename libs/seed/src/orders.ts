/** Seeded orders: 400 in every state, of customers and partners. */

import { products } from './catalog.ts';
import { customers } from './customers.ts';
import { listedPrice, type PriceCurrency, type PriceTier } from './prices.ts';
import { randomOf, type Random } from './random.ts';
import { stock } from './stock.ts';

export type SeededOrderStatus = 'PENDING' | 'PAID' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';

export interface SeededOrderLine {
  readonly productId: string;
  readonly quantity: number;
  /** Price of one at the time, in minor units. */
  readonly unitAmount: number;
}

export interface SeededOrder {
  /** `o-0001` to `o-0400`, oldest first. */
  readonly id: string;
  readonly owner: { readonly kind: 'customer' | 'partner'; readonly id: string };
  readonly currency: PriceCurrency;
  readonly lines: readonly SeededOrderLine[];
  /** States from PENDING, when it was placed, to the current one. */
  readonly history: readonly { readonly status: SeededOrderStatus; readonly at: string }[];
}

interface Buyer {
  readonly owner: SeededOrder['owner'];
  readonly currency: PriceCurrency;
  readonly tier: PriceTier;
  readonly mostOfOne: number;
}

const count = 400;
const hourMs = 3_600_000;
const firstDay = Date.UTC(2025, 8, 1);
/** The last order was placed before 2026-03-01. */
const everyMs = (181 * 24 * hourMs) / count;

/** More than any past order took: those still pending can be paid. */
const plenty = 50;
const plentiful = new Set(
  stock
    .filter(({ quantities }) => Object.values(quantities).reduce((sum, quantity) => sum + quantity, 0) > plenty)
    .map(({ productId }) => productId),
);
const available = products.filter(({ id, createdAt }) => Date.parse(createdAt) < firstDay && plentiful.has(id));

const buyers: readonly Buyer[] = customers.map(({ id, currency, tier }) => ({
  owner: { kind: 'customer', id },
  currency,
  tier,
  mostOfOne: 3,
}));
const partner = (id: string, currency: PriceCurrency, tier: PriceTier): Buyer => ({
  owner: { kind: 'partner', id },
  currency,
  tier,
  mostOfOne: 12,
});
/** Five in twenty orders belong to buyers whom README and tests name. */
const known: readonly Buyer[] = [
  ...buyers.slice(0, 2),
  partner('acme', 'EUR', 'standard'),
  partner('globex', 'USD', 'premium'),
  partner('acme', 'EUR', 'standard'),
];
const others = buyers.slice(2);

/** Final states of orders, in turn. Known buyers thus have orders in every state. */
const fates = ['DELIVERED', 'CANCELLED', 'SHIPPED', 'PAID', 'PENDING', 'DELIVERED', 'DELIVERED'] as const;

/** 400 orders. Their states do not advance: a seeded PAID order is never shipped. */
export const orders: readonly SeededOrder[] = Array.from({ length: count }, (_, index) => makeOrder(index));

function makeOrder(index: number): SeededOrder {
  const id = `o-${String(index + 1).padStart(4, '0')}`;
  const random = randomOf(`order ${id}`);
  const round = Math.floor(index / 20);
  const { owner, currency, tier, mostOfOne } =
    known[index % 20] ?? others[(round * 15 + (index % 20)) % others.length]!;
  const placedAt = firstDay + index * everyMs + random.between(0, everyMs - 1);
  return {
    id,
    owner,
    currency,
    lines: random.sample(available, random.between(1, 4)).map((product) => ({
      productId: product.id,
      quantity: random.between(1, mostOfOne),
      unitAmount: listedPrice(product.id, currency, tier)!,
    })),
    history: makeHistory(random, fates[round % fates.length]!, Math.floor(placedAt)),
  };
}

function makeHistory(random: Random, fate: SeededOrderStatus, placedAt: number): SeededOrder['history'] {
  const whole: readonly SeededOrderStatus[] = ['PENDING', 'PAID', 'SHIPPED', 'DELIVERED'];
  // Cancelled before payment, or after it.
  const way =
    fate === 'CANCELLED' ? [...whole.slice(0, random.between(1, 2)), fate] : whole.slice(0, whole.indexOf(fate) + 1);
  let at = placedAt;
  return way.map((status, step) => {
    if (step > 0) at += random.between(hourMs / 6, 30 * hourMs);
    return { status, at: new Date(at).toISOString() };
  });
}
