/** The inventory as we understand it: Wire -> Model. */

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
  /** ISO 8601 instant. */
  readonly expiresAt: string;
}

export interface NewReservation {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  /** How long to hold it, in milliseconds, up to 24 hours. */
  readonly ttlMs: number;
  /** The caller's own, kept for 24 hours: the same key and input give the same reservation. */
  readonly idempotencyKey: string;
}

export interface InventoryClient {
  /** By id; unknown ids are absent. Any number of ids. */
  availability(productIds: readonly string[], call: Call): Promise<ReadonlyMap<string, Availability>>;
  /** All lines or none: CONFLICT reason OUT_OF_STOCK. UNPROCESSABLE reason IDEMPOTENCY_KEY_REUSED for other input. */
  reserve(input: NewReservation, call: Call): Promise<Reservation>;
  /** What was held is sold, and no longer expires. Safe to repeat. CONFLICT reason RESERVATION_EXPIRED. */
  confirm(reservationId: string, call: Call): Promise<void>;
  /** Gives back what was held or sold. Safe to repeat. */
  release(reservationId: string, call: Call): Promise<void>;
  /**
   * The current state of each of up to 200 known products, then every change; changes that come faster than they are read are
   * joined. Ends when the reader leaves the loop, and throws when the call's deadline ends it.
   */
  watch(productIds: readonly string[], call: Call): AsyncIterable<Availability>;
  /** How the service looks from here, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** `INVENTORY_URL` in a configuration schema; by default where `npm start` runs it. */
export const inventoryUrl = grpcLocation.prefault('grpc://127.0.0.1:4403').describe('the inventory service');

/** Creates the client of one inventory. */
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
