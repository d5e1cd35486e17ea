/** Client of the inventory: Wire -> Model. */

import type { Call } from '@frontage/call';
import { Failure, isFailure } from '@frontage/errors';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createGrpcUpstream, grpcLocation, type GrpcUpstreamOptions } from '@frontage/upstream/grpc';
import type { z } from 'zod';
import type { stockStatuses } from './bounds.ts';
import {
  confirm,
  getAvailability,
  inventoryDefinition,
  listAvailability,
  maxBatch,
  release,
  reserve,
  setOnHand,
  watch,
  type availabilityWire,
} from './inventory.contract.ts';

export type StockStatus = (typeof stockStatuses)[number];

/** Pieces of a product: those on hand are there and not sold, and some of them are reserved. The rest is available. */
export interface Pieces {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

export interface WarehouseStock extends Pieces {
  readonly id: string;
  readonly name: string;
  /** Day by which a piece that is ordered now arrives from here, as ISO 8601. Undefined when none can be sold. */
  readonly deliveryBy?: string | undefined;
}

/** Stock of a product. Its own pieces are those of all warehouses together. */
export interface Availability extends Pieces {
  readonly productId: string;
  readonly status: StockStatus;
  readonly warehouses: readonly WarehouseStock[];
  /** Revision of the pieces on hand: another number after each sale, return and setting. Reservations have no part in it. */
  readonly revision: number;
  /** Earliest day by which a piece that is ordered now arrives, as ISO 8601. Undefined when none can be sold. */
  readonly deliveryBy?: string | undefined;
}

export interface AvailabilityQuery {
  readonly status?: StockStatus | undefined;
  /** Warehouse in which pieces are on hand. */
  readonly warehouse?: string | undefined;
  /** Position: `next` of an earlier page of the same query. */
  readonly after?: string | undefined;
  /** Page size, 1 to 200. */
  readonly limit: number;
}

export interface AvailabilityPage {
  readonly levels: readonly Availability[];
  /** Position after this page; undefined on the last one. Opaque to callers. */
  readonly next: string | undefined;
}

/** Numbers of pieces that are on hand. */
export interface StockCount {
  readonly productId: string;
  /** Pieces by warehouse id. Other warehouses stay as they are. */
  readonly onHand: Readonly<Record<string, number>>;
  /** Revisions of which one must be current, or nothing is set: PRECONDITION_FAILED. Default: any. */
  readonly expected?: readonly number[] | undefined;
}

export interface Reservation {
  readonly id: string;
  /** End of the reservation, an ISO 8601 instant. */
  readonly expiresAt: string;
}

export interface NewReservation {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  /** Time to hold the stock, in milliseconds, up to 24 hours. */
  readonly ttlMs: number;
  /** Idempotency key of the caller, kept for 24 hours. The same key and input give the same reservation. */
  readonly idempotencyKey: string;
}

export interface InventoryClient {
  /** Reads any number of availabilities, by product id. Unknown ids are absent. */
  availability(productIds: readonly string[], call: Call): Promise<ReadonlyMap<string, Availability>>;
  /** Lists stock in the order of product ids. UNPROCESSABLE reason WAREHOUSE_UNKNOWN. */
  list(query: AvailabilityQuery, call: Call): Promise<AvailabilityPage>;
  /**
   * Sets the pieces on hand in some warehouses, in all of them or in none. Keeps a product from then on. Safe to repeat.
   *
   * CONFLICT reason BELOW_RESERVED for fewer than are reserved; UNPROCESSABLE reason WAREHOUSE_UNKNOWN.
   */
  setOnHand(count: StockCount, call: Call): Promise<Availability>;
  /** Reserves all lines or none. CONFLICT reason OUT_OF_STOCK; UNPROCESSABLE reason IDEMPOTENCY_KEY_REUSED for other input. */
  reserve(input: NewReservation, call: Call): Promise<Reservation>;
  /** Sells the reserved stock, which then no longer expires. Safe to repeat. CONFLICT reason RESERVATION_EXPIRED. */
  confirm(reservationId: string, call: Call): Promise<void>;
  /** Gives back reserved or sold stock. Safe to repeat. */
  release(reservationId: string, call: Call): Promise<void>;
  /**
   * Watches up to 200 known products: their current states, then every change. Changes faster than the reader are merged. Ends when the
   * reader leaves the loop, and throws when the call's deadline ends it.
   */
  watch(productIds: readonly string[], call: Call): AsyncIterable<Availability>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `INVENTORY_URL`. Default: the address of `npm start`. */
export const inventoryUrl = grpcLocation.prefault('grpc://127.0.0.1:4403').describe('the inventory service');

/** Creates a client of the inventory. */
export function createInventoryClient(options: Omit<GrpcUpstreamOptions, 'service' | 'definition'>): InventoryClient {
  const upstream = createGrpcUpstream({ ...options, service: 'inventory', definition: inventoryDefinition });
  return {
    state: upstream.state,
    close: upstream.close,
    availability: async (ids, call) => {
      const wires = await inBatches(ids, maxBatch, async (productIds) => {
        const wire = await upstream.send(getAvailability, { productIds }, call);
        return wire.availabilities;
      });
      return new Map(wires.map((wire) => [wire.productId, toAvailability(wire)]));
    },
    list: async ({ status, warehouse = '', after = '', limit }, call) => {
      const query = {
        afterProductId: after,
        pageSize: limit,
        status: status === undefined ? 'STOCK_STATUS_UNSPECIFIED' : (`STOCK_STATUS_${status}` as const),
        warehouseId: warehouse,
      };
      const { availabilities, hasMore } = await upstream.send(listAvailability, query, call);
      return {
        levels: availabilities.map(toAvailability),
        next: hasMore ? availabilities.at(-1)?.productId : undefined,
      };
    },
    setOnHand: async ({ productId, onHand, expected }, call) => {
      const counts = Object.entries(onHand).map(([warehouseId, quantity]) => ({ warehouseId, quantity }));
      const message = { productId, onHand: counts, ...(expected && { expected: { revisions: expected } }) };
      try {
        return toAvailability((await upstream.send(setOnHand, message, call)).availability);
      } catch (error) {
        if (!isFailure(error) || error.reason !== 'REVISION_CHANGED') throw error;
        throw new Failure('PRECONDITION_FAILED', error.message, { cause: error });
      }
    },
    reserve: async ({ lines, ttlMs, idempotencyKey }, call) => {
      const wire = await upstream.send(reserve, { lines, ttlMs, idempotencyKey }, call);
      return { id: wire.reservationId, expiresAt: new Date(wire.expiresAtMs).toISOString() };
    },
    confirm: async (reservationId, call) => void (await upstream.send(confirm, { reservationId }, call)),
    release: async (reservationId, call) => void (await upstream.send(release, { reservationId }, call)),
    watch: async function* (productIds, call) {
      for await (const wire of upstream.stream(watch, { productIds }, call)) yield toAvailability(wire);
    },
  };
}

const statusOf: Readonly<Record<z.output<typeof availabilityWire>['status'], StockStatus>> = {
  STOCK_STATUS_IN_STOCK: 'IN_STOCK',
  STOCK_STATUS_LOW: 'LOW',
  STOCK_STATUS_OUT_OF_STOCK: 'OUT_OF_STOCK',
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const toAvailability = (wire: z.output<typeof availabilityWire>): Availability => ({
  productId: wire.productId,
  onHand: sum(wire.byWarehouse.map(({ onHand }) => onHand)),
  reserved: sum(wire.byWarehouse.map(({ reserved }) => reserved)),
  available: wire.totalQuantity,
  status: statusOf[wire.status],
  warehouses: wire.byWarehouse.map(({ warehouse, quantity, onHand, reserved, deliveryBy }) => ({
    id: warehouse.warehouseId,
    name: warehouse.displayName,
    onHand,
    reserved,
    available: quantity,
    deliveryBy: deliveryBy || undefined,
  })),
  revision: wire.revision,
  deliveryBy: wire.deliveryBy || undefined,
});
