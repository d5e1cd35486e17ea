/** Stock room: quantities by warehouse, and reservations with their ends. Knows nothing of gRPC. */

import { Failure } from '@frontage/errors';
import { stock, warehouses } from '@frontage/seed';
import { randomUUID } from 'node:crypto';
import { maxTtlMs, type InventoryReason } from '@frontage/inventory-client/contract';

/** Largest quantity at which a product is low. */
export const lowQuantity = 5;

/** Life of an idempotency key, in milliseconds. */
const keyLifeMs = 86_400_000;

export interface StockLevel {
  readonly total: number;
  readonly byWarehouse: readonly { readonly id: string; readonly name: string; readonly quantity: number }[];
}

export interface LowStock {
  readonly type: 'inventory.low';
  readonly productId: string;
  readonly available: number;
}

export interface Held {
  readonly id: string;
  readonly expiresAtMs: number;
}

export interface Wanted {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly ttlMs: number;
  /** Idempotency key, unique to one caller. */
  readonly key: string;
}

export interface StockRoom {
  /** Reads the stock of a product; undefined for a product that is not kept here. */
  level(productId: string): StockLevel | undefined;
  /** Reserves all lines, or throws CONFLICT. The same key gives the same reservation, whatever its state by then. */
  reserve(wanted: Wanted): Held;
  confirm(id: string): void;
  release(id: string): void;
  /** Calls back with the id of each product whose stock changes. Ends with the returned function. */
  watch(listener: (productId: string) => void): () => void;
  /** Stops the timer. */
  close(): void;
}

export interface StockRoomOptions {
  readonly now: () => Date;
  /** Called once whenever a product becomes low. */
  readonly publish: (event: LowStock) => void;
}

interface Reservation extends Held {
  readonly taken: readonly { readonly productId: string; readonly warehouse: number; readonly quantity: number }[];
  /** Sold: the reservation no longer expires. */
  sold: boolean;
}

interface KeyUse {
  readonly request: string;
  readonly held: Held;
  readonly forgetAtMs: number;
}

/** Creates a stock room with the seeded quantities. Reserved stock returns by itself when its time is up. */
export function createStockRoom({ now, publish }: StockRoomOptions): StockRoom {
  /** Quantities by product, in the order of `warehouses`. */
  const quantities = new Map(
    stock.map((seeded) => [seeded.productId, warehouses.map(({ id }) => seeded.quantities[id] ?? 0)]),
  );
  /** Reservations that are neither released nor expired. */
  const reservations = new Map<string, Reservation>();
  /** Idempotency keys, oldest first. */
  const keys = new Map<string, KeyUse>();
  const listeners = new Set<(productId: string) => void>();
  let timer: NodeJS.Timeout | undefined;

  const nowMs = (): number => now().getTime();
  const totalOf = (productId: string): number => sum(quantities.get(productId) ?? []);
  const notify = (productIds: Iterable<string>): void => {
    for (const productId of new Set(productIds)) for (const listener of [...listeners]) listener(productId);
  };

  function giveBack(reservation: Reservation): void {
    reservations.delete(reservation.id);
    for (const { productId, warehouse, quantity } of reservation.taken) {
      quantities.get(productId)![warehouse]! += quantity;
    }
    notify(reservation.taken.map(({ productId }) => productId));
  }

  /** Expires reservations by the clock. Every operation calls this first, so that a late timer changes nothing. */
  function expireDue(): void {
    for (const reservation of [...reservations.values()]) {
      if (!reservation.sold && reservation.expiresAtMs <= nowMs()) giveBack(reservation);
    }
  }

  function rearm(): void {
    clearTimeout(timer);
    const held = [...reservations.values()].filter(({ sold }) => !sold);
    if (held.length === 0) return;
    const soonestMs = Math.min(...held.map(({ expiresAtMs }) => expiresAtMs)) - nowMs();
    timer = setTimeout(
      () => {
        expireDue();
        rearm();
      },
      Math.min(Math.max(soonestMs, 1), maxTtlMs),
    );
    timer.unref();
  }

  function forgetOldKeys(): void {
    for (const [key, { forgetAtMs }] of keys) {
      if (forgetAtMs > nowMs()) return;
      keys.delete(key);
    }
  }

  /** Takes stock from the warehouses in their order. */
  function take(productId: string, quantity: number): Reservation['taken'] {
    const shelves = quantities.get(productId)!;
    let missing = quantity;
    return shelves.flatMap((there, warehouse) => {
      const taken = Math.min(there, missing);
      if (taken === 0) return [];
      missing -= taken;
      shelves[warehouse] = there - taken;
      return [{ productId, warehouse, quantity: taken }];
    });
  }

  function hold(wanted: ReadonlyMap<string, number>, ttlMs: number): Reservation {
    for (const [productId, quantity] of wanted) {
      if (totalOf(productId) < quantity) conflict('OUT_OF_STOCK', `There is not enough of '${productId}' in stock.`);
    }
    const before = new Map([...wanted.keys()].map((productId) => [productId, totalOf(productId)]));
    const taken = [...wanted].flatMap(([productId, quantity]) => take(productId, quantity));
    const reservation = { id: randomUUID(), expiresAtMs: nowMs() + ttlMs, taken, sold: false };
    reservations.set(reservation.id, reservation);
    rearm();
    notify(wanted.keys());
    for (const [productId, had] of before) {
      const available = totalOf(productId);
      if (had > lowQuantity && available <= lowQuantity) publish({ type: 'inventory.low', productId, available });
    }
    return reservation;
  }

  return {
    level: (productId) => {
      expireDue();
      const shelves = quantities.get(productId);
      if (!shelves) return undefined;
      const byWarehouse = warehouses.map(({ id, name }, index) => ({ id, name, quantity: shelves[index]! }));
      return { total: sum(shelves), byWarehouse };
    },
    reserve: ({ lines, ttlMs, key }) => {
      expireDue();
      forgetOldKeys();
      const wanted = new Map<string, number>();
      for (const { productId, quantity } of lines) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
      const request = JSON.stringify([[...wanted].toSorted(), ttlMs]);
      const used = keys.get(key);
      if (used) {
        if (used.request !== request) reused();
        return used.held;
      }
      const { id, expiresAtMs } = hold(wanted, ttlMs);
      keys.set(key, { request, held: { id, expiresAtMs }, forgetAtMs: nowMs() + keyLifeMs });
      return { id, expiresAtMs };
    },
    confirm: (id) => {
      expireDue();
      const reservation = reservations.get(id);
      if (!reservation) return conflict('RESERVATION_EXPIRED', 'The reservation has expired.');
      reservation.sold = true;
      rearm();
    },
    release: (id) => {
      expireDue();
      const reservation = reservations.get(id);
      if (!reservation) return;
      giveBack(reservation);
      rearm();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => clearTimeout(timer),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function conflict(reason: InventoryReason, message: string): never {
  throw new Failure('CONFLICT', message, { reason });
}

function reused(): never {
  throw new Failure('UNPROCESSABLE', 'The idempotency key was used for another request.', {
    reason: 'IDEMPOTENCY_KEY_REUSED' satisfies InventoryReason,
  });
}
