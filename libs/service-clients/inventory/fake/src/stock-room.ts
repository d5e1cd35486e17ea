/** The stock itself: quantities by warehouse, what is held of them and until when. Knows nothing of gRPC. */

import { Failure } from '@frontage/errors';
import { stock, warehouses } from '@frontage/seed';
import { randomUUID } from 'node:crypto';
import { maxTtlMs, type InventoryReason } from '@frontage/inventory-client/contract';

/** With this many pieces or fewer a product is low. */
export const lowQuantity = 5;

/** How long an idempotency key is remembered. */
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
  /** Unique to one caller. */
  readonly key: string;
}

export interface StockRoom {
  /** Undefined for a product that is not kept here. */
  level(productId: string): StockLevel | undefined;
  /** Holds everything or throws CONFLICT. The same key gives the same reservation, whatever has become of it since. */
  reserve(wanted: Wanted): Held;
  confirm(id: string): void;
  release(id: string): void;
  /** Calls back with the id of each product whose stock has changed, until the returned function is called. */
  watch(listener: (productId: string) => void): () => void;
  /** Stops the timer. */
  close(): void;
}

export interface StockRoomOptions {
  readonly now: () => Date;
  /** Told once whenever a product becomes low. */
  readonly publish: (event: LowStock) => void;
}

interface Reservation extends Held {
  readonly taken: readonly { readonly productId: string; readonly warehouse: number; readonly quantity: number }[];
  /** A sold one does not expire. */
  sold: boolean;
}

interface KeyUse {
  readonly request: string;
  readonly held: Held;
  readonly forgetAtMs: number;
}

/** Creates a stock room of its own, with the seeded quantities. What is held comes back by itself when its time is up. */
export function createStockRoom({ now, publish }: StockRoomOptions): StockRoom {
  /** In the order of `warehouses`. */
  const quantities = new Map(
    stock.map((seeded) => [seeded.productId, warehouses.map(({ id }) => seeded.quantities[id] ?? 0)]),
  );
  /** What has been released or has expired is not here any more. */
  const reservations = new Map<string, Reservation>();
  /** Oldest first. */
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

  /** The timer says when to look; the clock decides. Every operation looks first, so that a late timer changes nothing. */
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

  /** Warehouses are emptied in their order. */
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
