/** Ports of the services that orders work with. The clients of inventory and pricing fit them, as do the defaults in memory here. */

import type { Call } from '@frontage/call';
import type { Currency, Money } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';
import { orderBounds } from '@frontage/orders-client/bounds';
import { listedPrice, stock } from '@frontage/seed';
import type { HeldStock } from './order-lifecycle.ts';

export interface WantedLine {
  readonly productId: string;
  readonly quantity: number;
}

export type OrderTier = 'standard' | 'gold' | 'premium';

/** Port of the inventory. All methods may be repeated: the same key gives the same reservation, and confirmed or released stays so. */
export interface InventoryPort {
  /** Reserves stock. CONFLICT reason OUT_OF_STOCK. */
  reserve(
    input: { readonly lines: readonly WantedLine[]; readonly ttlMs: number; readonly idempotencyKey: string },
    call: Call,
  ): Promise<HeldStock>;
  /** Sells the reserved stock. CONFLICT or NOT_FOUND when the reservation is gone. */
  confirm(reservationId: string, call: Call): Promise<void>;
  /** Gives back stock, confirmed or not. */
  release(reservationId: string, call: Call): Promise<void>;
}

/** Port of pricing. */
export interface PricingPort {
  /** Prices a basket. UNPROCESSABLE reason PRICE_UNKNOWN. */
  quote(
    input: { readonly lines: readonly WantedLine[]; readonly currency: Currency; readonly tier: OrderTier },
    call: Call,
  ): Promise<{
    readonly lines: readonly (WantedLine & { readonly unit: Money; readonly total: Money })[];
    readonly total: Money;
  }>;
}

/** Pricing by the seeded price lists, without promotions. */
export const listPricing: PricingPort = {
  quote: async ({ lines, currency, tier }) => {
    const priced = lines.map(({ productId, quantity }) => {
      const amount = listedPrice(productId, currency, tier);
      if (amount === undefined) {
        throw new Failure('UNPROCESSABLE', `'${productId}' has no price.`, { reason: 'PRICE_UNKNOWN' });
      }
      return { productId, quantity, unit: { amount, currency }, total: { amount: amount * quantity, currency } };
    });
    return { lines: priced, total: { amount: priced.reduce((sum, { total }) => sum + total.amount, 0), currency } };
  },
};

interface Reservation extends HeldStock {
  readonly lines: readonly WantedLine[];
  state: 'held' | 'confirmed' | 'gone';
}

/** Inventory in memory: the seeded stock, summed over warehouses. */
export function memoryInventory(now: () => Date = () => new Date()): InventoryPort {
  const left = new Map(stock.map(({ productId, quantities }) => [productId, sum(Object.values(quantities))]));
  const byKey = new Map<string, Reservation>();
  const move = (lines: readonly WantedLine[], direction: 1 | -1): void => {
    for (const { productId, quantity } of lines) {
      left.set(productId, (left.get(productId) ?? 0) + direction * quantity);
    }
  };
  const giveBack = (reservation: Reservation): void => {
    if (reservation.state === 'gone') return;
    reservation.state = 'gone';
    move(reservation.lines, 1);
  };
  const expire = (): void => {
    for (const reservation of byKey.values()) {
      if (reservation.state === 'held' && reservation.expiresAt <= now().toISOString()) giveBack(reservation);
    }
  };
  const find = (id: string): Reservation | undefined =>
    [...byKey.values()].find((reservation) => reservation.id === id);
  return {
    reserve: async ({ lines, ttlMs, idempotencyKey }) => {
      const known = byKey.get(idempotencyKey);
      if (known) return known;
      expire();
      const short = lines.find(({ productId, quantity }) => (left.get(productId) ?? 0) < quantity);
      if (short) throw outOfStock(short);
      const expiresAt = new Date(now().getTime() + ttlMs).toISOString();
      const reservation: Reservation = { id: `r-${byKey.size + 1}`, expiresAt, lines, state: 'held' };
      byKey.set(idempotencyKey, reservation);
      move(lines, -1);
      return reservation;
    },
    confirm: async (id) => {
      expire();
      const reservation = find(id);
      if (reservation === undefined || reservation.state === 'gone') {
        throw new Failure('CONFLICT', 'The reservation has expired.', { reason: 'RESERVATION_EXPIRED' });
      }
      reservation.state = 'confirmed';
    },
    release: async (id) => {
      const reservation = find(id);
      if (reservation) giveBack(reservation);
    },
  };
}

/** Quantity of one product that is never in stock in test mode, so that partners can try what is sold out: the largest of a line. */
export const soldOutInTests = orderBounds.quantity;

/** Inventory of test mode: it has everything, but not `soldOutInTests` pieces, and nothing that it does reaches the real one. */
export const testInventory = (now: () => Date): InventoryPort => ({
  reserve: async ({ lines, ttlMs, idempotencyKey }) => {
    const short = lines.find(({ quantity }) => quantity >= soldOutInTests);
    if (short) throw outOfStock(short);
    return { id: `test-${idempotencyKey}`, expiresAt: new Date(now().getTime() + ttlMs).toISOString() };
  },
  confirm: () => Promise.resolve(),
  release: () => Promise.resolve(),
});

const outOfStock = ({ productId }: WantedLine): Failure =>
  new Failure('CONFLICT', `There is not enough of '${productId}'.`, { reason: 'OUT_OF_STOCK' });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
