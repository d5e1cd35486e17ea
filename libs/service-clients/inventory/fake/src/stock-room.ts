/**
 * Stock room: pieces by warehouse, and reservations with their ends. Knows nothing of gRPC.
 *
 * Pieces on hand are there and not sold. A reservation holds some of them; the rest is available. A sale takes what it held off hand, and
 * a return puts it back. A count sets what is on hand, and never touches what is held: then no piece is sold twice.
 */

import { Failure } from '@frontage/errors';
import { stock, warehouses } from '@frontage/seed';
import { randomInt, randomUUID } from 'node:crypto';
import { revisionOfNone } from '@frontage/inventory-client/bounds';
import { maxTtlMs, type InventoryReason } from '@frontage/inventory-client/contract';

/** Largest quantity at which a product is low. */
export const lowQuantity = 5;

/** Life of an idempotency key, in milliseconds. */
const keyLifeMs = 86_400_000;

export interface WarehouseLevel {
  readonly id: string;
  readonly name: string;
  readonly available: number;
  readonly reserved: number;
  /** Working days from here to a customer. */
  readonly leadDays: number;
}

export interface StockLevel {
  /** Pieces available in all warehouses. */
  readonly total: number;
  readonly byWarehouse: readonly WarehouseLevel[];
  /** Revision of the pieces on hand. */
  readonly revision: number;
}

/** Event of the stock: a product became low; or its pieces on hand were set to other numbers, it sold out, or it came back. */
export type StockEvent =
  | { readonly type: 'inventory.low'; readonly productId: string; readonly available: number }
  | { readonly type: 'inventory.changed'; readonly productId: string; readonly available: number };

export interface StockQuery {
  /** Product after which the list begins; empty for its beginning. */
  readonly after: string;
  /** Warehouse in which pieces are on hand. */
  readonly warehouse: string | undefined;
  readonly isWanted: (level: StockLevel) => boolean;
  readonly limit: number;
}

/** Count of the pieces on hand, in some warehouses. */
export interface StockCount {
  readonly productId: string;
  readonly onHand: ReadonlyMap<string, number>;
  /** Revisions of which one must be current. */
  readonly expected: readonly number[] | undefined;
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
  /** Lists stock in the order of product ids. UNPROCESSABLE for an unknown warehouse. */
  list(query: StockQuery): readonly { readonly productId: string; readonly level: StockLevel }[];
  /** Sets the pieces on hand, in all these warehouses or in none. CONFLICT for fewer than are reserved, and for another revision. */
  setOnHand(count: StockCount): StockLevel;
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
  /** Called once whenever a product becomes low, sells out or comes back, and for each count that changes something. */
  readonly publish: (event: StockEvent) => void;
}

/** Pieces of one product in one warehouse. */
interface Shelf {
  available: number;
  reserved: number;
}

/** Stock of one product: its shelves in the order of `warehouses`, and the revision of what is on hand. */
interface Stock {
  readonly shelves: readonly Shelf[];
  revision: number;
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
  /** Last revision of anything. Its start is drawn: stock begins anew with the process, and old revisions must not fit the new stock. */
  let lastRevision = randomInt(revisionOfNone + 1, 500_000_000);
  const stocks = new Map<string, Stock>(
    stock.map(({ productId, quantities }) => [productId, stockOf(lastRevision, ({ id }) => quantities[id] ?? 0)]),
  );
  /** Ids of products in their order. */
  let productIds = [...stocks.keys()].toSorted();
  /** Reservations that are neither released nor expired. */
  const reservations = new Map<string, Reservation>();
  /** Idempotency keys, oldest first. */
  const keys = new Map<string, KeyUse>();
  const listeners = new Set<(productId: string) => void>();
  let timer: NodeJS.Timeout | undefined;

  const nowMs = (): number => now().getTime();
  const availableOf = (productId: string): number => totalOf(stocks.get(productId)?.shelves ?? []);
  const notify = (changed: Iterable<string>): void => {
    for (const productId of new Set(changed)) for (const listener of [...listeners]) listener(productId);
  };
  const publishIfLow = (productId: string, had: number): void => {
    const available = availableOf(productId);
    if (had > lowQuantity && available <= lowQuantity) publish({ type: 'inventory.low', productId, available });
  };
  const publishChange = (productId: string): void =>
    publish({ type: 'inventory.changed', productId, available: availableOf(productId) });
  const levelOf = ({ shelves, revision }: Stock): StockLevel => ({
    total: totalOf(shelves),
    byWarehouse: warehouses.map((warehouse, index) => ({ ...warehouse, ...shelves[index]! })),
    revision,
  });

  function giveBack({ id, taken, sold }: Reservation): void {
    reservations.delete(id);
    const soldOut = new Set(
      taken.map(({ productId }) => productId).filter((productId) => availableOf(productId) === 0),
    );
    for (const { productId, warehouse, quantity } of taken) {
      const { shelves } = stocks.get(productId)!;
      shelves[warehouse]!.available += quantity;
      if (!sold) shelves[warehouse]!.reserved -= quantity;
    }
    if (sold) countChange(taken);
    notify(taken.map(({ productId }) => productId));
    for (const productId of soldOut) publishChange(productId);
  }

  function sell(reservation: Reservation): void {
    if (reservation.sold) return;
    reservation.sold = true;
    for (const { productId, warehouse, quantity } of reservation.taken) {
      stocks.get(productId)!.shelves[warehouse]!.reserved -= quantity;
    }
    countChange(reservation.taken);
  }

  /** Counts a change of what is on hand, once for each product. */
  function countChange(of: Iterable<{ readonly productId: string }>): void {
    const changed = new Set([...of].map(({ productId }) => productId));
    for (const productId of changed) stocks.get(productId)!.revision = lastRevision += 1;
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
    let missing = quantity;
    return stocks.get(productId)!.shelves.flatMap((shelf, warehouse) => {
      const taken = Math.min(shelf.available, missing);
      if (taken === 0) return [];
      missing -= taken;
      shelf.available -= taken;
      shelf.reserved += taken;
      return [{ productId, warehouse, quantity: taken }];
    });
  }

  function hold(wanted: ReadonlyMap<string, number>, ttlMs: number): Reservation {
    for (const [productId, quantity] of wanted) {
      if (availableOf(productId) < quantity)
        conflict('OUT_OF_STOCK', `There is not enough of '${productId}' in stock.`);
    }
    const before = new Map([...wanted.keys()].map((productId) => [productId, availableOf(productId)]));
    const taken = [...wanted].flatMap(([productId, quantity]) => take(productId, quantity));
    const reservation = { id: randomUUID(), expiresAtMs: nowMs() + ttlMs, taken, sold: false };
    reservations.set(reservation.id, reservation);
    rearm();
    notify(wanted.keys());
    for (const [productId, had] of before) {
      if (availableOf(productId) === 0) publishChange(productId);
      publishIfLow(productId, had);
    }
    return reservation;
  }

  return {
    level: (productId) => {
      expireDue();
      const kept = stocks.get(productId);
      return kept && levelOf(kept);
    },
    list: ({ after, warehouse, isWanted, limit }) => {
      expireDue();
      const index = warehouse === undefined ? undefined : indexOf(warehouse);
      const found: { productId: string; level: StockLevel }[] = [];
      for (const productId of productIds) {
        if (found.length === limit) break;
        if (productId <= after) continue;
        const kept = stocks.get(productId)!;
        if (index !== undefined && onHandOf(kept.shelves[index]!) === 0) continue;
        const level = levelOf(kept);
        if (isWanted(level)) found.push({ productId, level });
      }
      return found;
    },
    setOnHand: ({ productId, onHand, expected }) => {
      expireDue();
      const kept = stocks.get(productId) ?? stockOf(revisionOfNone, () => 0);
      const counts = [...onHand].map(([id, pieces]) => ({ shelf: kept.shelves[indexOf(id)]!, id, pieces }));
      // Numbers that hold already are a conflict too: of two that each add a piece to what they read, one would be lost.
      if (expected && !expected.includes(kept.revision)) {
        conflict('REVISION_CHANGED', `The pieces of '${productId}' on hand have changed: read them again.`);
      }
      const short = counts.find(({ shelf, pieces }) => pieces < shelf.reserved);
      if (short) conflict('BELOW_RESERVED', `${short.shelf.reserved} of '${productId}' in '${short.id}' are reserved.`);
      if (!stocks.has(productId)) {
        stocks.set(productId, kept);
        productIds = [...productIds, productId].toSorted();
      }
      const changed = counts.filter(({ shelf, pieces }) => pieces !== onHandOf(shelf));
      if (changed.length > 0) {
        const had = availableOf(productId);
        for (const { shelf, pieces } of changed) shelf.available = pieces - shelf.reserved;
        kept.revision = lastRevision += 1;
        notify([productId]);
        publishChange(productId);
        publishIfLow(productId, had);
      }
      return levelOf(kept);
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
      sell(reservation);
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

type Warehouse = (typeof warehouses)[number];

const stockOf = (revision: number, available: (warehouse: Warehouse) => number): Stock => ({
  shelves: warehouses.map((warehouse) => ({ available: available(warehouse), reserved: 0 })),
  revision,
});

const onHandOf = ({ available, reserved }: Shelf): number => available + reserved;
const totalOf = (shelves: readonly Shelf[]): number => shelves.reduce((total, { available }) => total + available, 0);

/** Position of a warehouse. UNPROCESSABLE for one that there is not. */
function indexOf(warehouse: string): number {
  const index = warehouses.findIndex(({ id }) => id === warehouse);
  if (index >= 0) return index;
  throw new Failure('UNPROCESSABLE', `There is no warehouse '${warehouse}'.`, {
    reason: 'WAREHOUSE_UNKNOWN' satisfies InventoryReason,
  });
}

function conflict(reason: InventoryReason, message: string): never {
  throw new Failure('CONFLICT', message, { reason });
}

function reused(): never {
  throw new Failure('UNPROCESSABLE', 'The idempotency key was used for another request.', {
    reason: 'IDEMPOTENCY_KEY_REUSED' satisfies InventoryReason,
  });
}
