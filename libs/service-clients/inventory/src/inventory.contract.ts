/** Contract of the inventory: inventory.proto (camelCase once loaded, enums by name) and its operations. */

import { idempotencyKeyPattern } from '@frontage/call/headers';
import { defineGrpcOperation, loadGrpcService } from '@frontage/upstream/grpc';
import { z } from 'zod';
import { stockBounds } from './bounds.ts';

/** Definition of the service, loaded once, so that client and fake see the same messages. */
export const inventoryDefinition = loadGrpcService(
  new URL('../inventory.proto', import.meta.url),
  'frontage.inventory.v1.Inventory',
);

const statuses = ['STOCK_STATUS_IN_STOCK', 'STOCK_STATUS_LOW', 'STOCK_STATUS_OUT_OF_STOCK'] as const;

/** Day as ISO 8601; empty for none, as services say that do not know the field. */
const day = z.union([z.literal(''), z.iso.date()]);

export const availabilityWire = z.object({
  productId: z.string().min(1),
  status: z.enum(statuses),
  totalQuantity: z.int(),
  byWarehouse: z
    .array(
      z.object({
        warehouse: z.object({ warehouseId: z.string().min(1), displayName: z.string().max(stockBounds.name) }),
        quantity: z.int(),
        onHand: z.int(),
        reserved: z.int(),
        deliveryBy: day,
      }),
    )
    .max(stockBounds.warehouses),
  revision: z.int().min(1),
  deliveryBy: day,
});

/** Largest batch, in ids. */
export const maxBatch = 200;

/** Longest reservation, in milliseconds. */
export const maxTtlMs = 86_400_000;

const productIds = z.array(z.string()).min(1).max(maxBatch);
const onHand = z.object({ warehouseId: z.string().min(1), quantity: z.int().min(0).max(stockBounds.onHand) });

export const getAvailabilityMessage = z.object({ productIds });
export const watchMessage = z.object({ productIds });
export const listMessage = z.object({
  afterProductId: z.string(),
  pageSize: z.int().min(1).max(maxBatch),
  status: z.enum(['STOCK_STATUS_UNSPECIFIED', ...statuses]),
  warehouseId: z.string(),
});
export const setOnHandMessage = z.object({
  productId: z.string().min(1),
  onHand: z
    .array(onHand)
    .min(1)
    .max(stockBounds.warehouses)
    .refine((all) => new Set(all.map(({ warehouseId }) => warehouseId)).size === all.length, 'names a warehouse twice'),
  expected: z.object({ revisions: z.array(z.int()).max(maxBatch) }).nullable(),
});
export const reserveMessage = z.object({
  lines: z
    .array(z.object({ productId: z.string().min(1), quantity: z.int().min(1) }))
    .min(1)
    .max(maxBatch),
  ttlMs: z.int().min(1).max(maxTtlMs),
  idempotencyKey: z.string().regex(idempotencyKeyPattern, 'must be 1 to 255 visible ASCII characters'),
});
export const reservationMessage = z.object({ reservationId: z.string().min(1) });

export const getAvailability = defineGrpcOperation({
  name: 'inventory.getAvailability',
  method: 'GetAvailability',
  idempotent: true,
  response: z.object({ availabilities: z.array(availabilityWire).max(maxBatch) }),
});

export const listAvailability = defineGrpcOperation({
  name: 'inventory.listAvailability',
  method: 'ListAvailability',
  idempotent: true,
  response: z.object({ availabilities: z.array(availabilityWire).max(maxBatch), hasMore: z.boolean() }),
});

export const setOnHand = defineGrpcOperation({
  name: 'inventory.setOnHand',
  method: 'SetOnHand',
  // Idempotent, as the numbers are absolute. At a revision, a repetition whose first answer was lost is REVISION_CHANGED, and does no harm.
  idempotent: true,
  response: z.object({ availability: availabilityWire }),
});

export const reserve = defineGrpcOperation({
  name: 'inventory.reserve',
  method: 'Reserve',
  // Idempotent by its key.
  idempotent: true,
  response: z.object({ reservationId: z.string().min(1), expiresAtMs: z.int().min(1) }),
});

export const confirm = defineGrpcOperation({
  name: 'inventory.confirm',
  method: 'Confirm',
  idempotent: true,
  response: z.object({}),
});

export const release = defineGrpcOperation({
  name: 'inventory.release',
  method: 'Release',
  idempotent: true,
  response: z.object({}),
});

export const watch = defineGrpcOperation({
  name: 'inventory.watch',
  method: 'Watch',
  idempotent: true,
  response: availabilityWire,
});

/** Reasons of the inventory, beyond the failure table. */
export type InventoryReason =
  | 'BELOW_RESERVED'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'LIVE_KEY_REQUIRED'
  | 'MAY_NOT_COUNT_STOCK'
  | 'OUT_OF_STOCK'
  | 'RESERVATION_EXPIRED'
  | 'REVISION_CHANGED'
  | 'WAREHOUSE_UNKNOWN';
