/** Contract of the inventory: inventory.proto (camelCase once loaded, enums by name) and its operations. */

import { idempotencyKeyPattern } from '@frontage/call/headers';
import { defineGrpcOperation, loadGrpcService } from '@frontage/upstream/grpc';
import { z } from 'zod';

/** Definition of the service, loaded once, so that client and fake see the same messages. */
export const inventoryDefinition = loadGrpcService(
  new URL('../inventory.proto', import.meta.url),
  'frontage.inventory.v1.Inventory',
);

export const availabilityWire = z.object({
  productId: z.string().min(1),
  status: z.enum(['STOCK_STATUS_IN_STOCK', 'STOCK_STATUS_LOW', 'STOCK_STATUS_OUT_OF_STOCK']),
  totalQuantity: z.int(),
  byWarehouse: z.array(
    z.object({
      warehouse: z.object({ warehouseId: z.string().min(1), displayName: z.string() }),
      quantity: z.int(),
    }),
  ),
});

/** Largest batch, in ids. */
export const maxBatch = 200;

/** Longest reservation, in milliseconds. */
export const maxTtlMs = 86_400_000;

const productIds = z.array(z.string()).min(1).max(maxBatch);

export const getAvailabilityMessage = z.object({ productIds });
export const watchMessage = z.object({ productIds });
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
export type InventoryReason = 'IDEMPOTENCY_KEY_REUSED' | 'OUT_OF_STOCK' | 'RESERVATION_EXPIRED';
