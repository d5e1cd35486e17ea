/** Client of the inventory: Wire -> Model. */

import type { Call } from '@frontage/call';
import { inBatches, type UpstreamState } from '@frontage/upstream';
import { createGrpcUpstream, grpcLocation, type GrpcUpstreamOptions } from '@frontage/upstream/grpc';
import type { z } from 'zod';
import type { stockStatuses } from './bounds.ts';
import {
  confirm,
  getAvailability,
  inventoryDefinition,
  maxBatch,
  release,
  reserve,
  watch,
  type availabilityWire,
} from './inventory.contract.ts';

export type StockStatus = (typeof stockStatuses)[number];

export interface Availability {
  readonly productId: string;
  /** Pieces in all warehouses together. */
  readonly available: number;
  readonly status: StockStatus;
  readonly warehouses: readonly { readonly id: string; readonly name: string; readonly available: number }[];
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

const toAvailability = (wire: z.output<typeof availabilityWire>): Availability => ({
  productId: wire.productId,
  available: wire.totalQuantity,
  status: statusOf[wire.status],
  warehouses: wire.byWarehouse.map(({ warehouse, quantity }) => ({
    id: warehouse.warehouseId,
    name: warehouse.displayName,
    available: quantity,
  })),
});
