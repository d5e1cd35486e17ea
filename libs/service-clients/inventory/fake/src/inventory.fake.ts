/** The mock inventory: gRPC in front of a stock room. */

import { formatCaller } from '@frontage/call/headers';
import { Failure } from '@frontage/errors';
import type { GrpcFake, GrpcMethod } from '@frontage/service-host';
import type { z } from 'zod';
import {
  getAvailabilityMessage,
  inventoryDefinition,
  reservationMessage,
  reserveMessage,
  watchMessage,
  type availabilityWire,
} from '@frontage/inventory-client/contract';
import { createStockRoom, lowQuantity, type LowStock, type StockLevel, type StockRoom } from './stock-room.ts';

type AvailabilityWire = z.output<typeof availabilityWire>;

export interface InventoryFakeOptions {
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Receives products that become low, to be published as `inventory.low`. */
  readonly publish?: (event: LowStock) => void;
}

/** Creates an inventory with the seeded stock. */
export function fakeInventory(options: InventoryFakeOptions = {}): GrpcFake {
  const { now = () => new Date(), publish = () => undefined } = options;
  const room = createStockRoom({ now, publish });
  const methods: Record<string, GrpcMethod> = {
    GetAvailability: {
      kind: 'unary',
      handle: (message) => {
        const { productIds } = read(getAvailabilityMessage, message);
        return { availabilities: productIds.flatMap((id) => toWire(id, room.level(id))) };
      },
    },
    Reserve: {
      kind: 'unary',
      handle: (message, { caller }) => {
        const { lines, ttlMs, idempotencyKey } = read(reserveMessage, message);
        const held = room.reserve({ lines, ttlMs, key: `${formatCaller(caller)} ${idempotencyKey}` });
        return { reservationId: held.id, expiresAtMs: held.expiresAtMs };
      },
    },
    Confirm: {
      kind: 'unary',
      handle: (message) => {
        room.confirm(read(reservationMessage, message).reservationId);
        return {};
      },
    },
    Release: {
      kind: 'unary',
      handle: (message) => {
        room.release(read(reservationMessage, message).reservationId);
        return {};
      },
    },
    Watch: {
      kind: 'stream',
      handle: (message, { signal }) => watchLevels(room, read(watchMessage, message).productIds, signal),
    },
  };
  return {
    protocol: 'grpc',
    name: 'inventory',
    definition: inventoryDefinition,
    methods,
    close: () => room.close(),
  };
}

/** Yields changes since the last read. A slow reader sees fewer, later states, and costs no more memory. */
async function* watchLevels(
  room: StockRoom,
  productIds: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<AvailabilityWire> {
  const watched = new Set(productIds);
  const changed = new Set(watched);
  let wake = (): void => undefined;
  const unwatch = room.watch((productId) => {
    if (!watched.has(productId)) return;
    changed.add(productId);
    wake();
  });
  const end = (): void => wake();
  signal.addEventListener('abort', end, { once: true });
  try {
    while (!signal.aborted) {
      for (const productId of changed) {
        changed.delete(productId);
        yield* toWire(productId, room.level(productId));
      }
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', end);
    unwatch();
  }
}

function read<T>(schema: z.ZodType<T>, message: unknown): T {
  const checked = schema.safeParse(message);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  throw new Failure('INVALID_INPUT', `${issue.path.map(String).join('/')}: ${issue.message}`);
}

/** Messages of one product: none for an unknown one. */
const toWire = (productId: string, level: StockLevel | undefined): AvailabilityWire[] =>
  level
    ? [
        {
          productId,
          status: statusOf(level.total),
          totalQuantity: level.total,
          byWarehouse: level.byWarehouse.map(({ id, name, quantity }) => ({
            warehouse: { warehouseId: id, displayName: name },
            quantity,
          })),
        },
      ]
    : [];

function statusOf(total: number): AvailabilityWire['status'] {
  if (total === 0) return 'STOCK_STATUS_OUT_OF_STOCK';
  return total <= lowQuantity ? 'STOCK_STATUS_LOW' : 'STOCK_STATUS_IN_STOCK';
}
