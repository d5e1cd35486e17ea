/** The mock inventory: gRPC in front of a stock room. */

import type { Caller } from '@frontage/call';
import { formatCaller } from '@frontage/call/headers';
import { Failure } from '@frontage/errors';
import type { GrpcFake, GrpcMethod } from '@frontage/service-host';
import type { z } from 'zod';
import {
  getAvailabilityMessage,
  inventoryDefinition,
  listMessage,
  reservationMessage,
  reserveMessage,
  setOnHandMessage,
  watchMessage,
  type availabilityWire,
  type InventoryReason,
} from '@frontage/inventory-client/contract';
import { deliveryDay } from './delivery-day.ts';
import { createStockRoom, lowQuantity, type StockEvent, type StockLevel, type StockRoom } from './stock-room.ts';

type AvailabilityWire = z.output<typeof availabilityWire>;
type ToWire = (productId: string, level: StockLevel | undefined) => AvailabilityWire[];

export interface InventoryFakeOptions {
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Receives events, to be published: products that become low, and counts. */
  readonly publish?: (event: StockEvent) => void;
}

/** Creates an inventory with the seeded stock. */
export function fakeInventory(options: InventoryFakeOptions = {}): GrpcFake {
  const { now = () => new Date(), publish = () => undefined } = options;
  const room = createStockRoom({ now, publish });
  const toWire: ToWire = (productId, level) => toWireAt(now(), productId, level);
  const methods: Record<string, GrpcMethod> = {
    GetAvailability: {
      kind: 'unary',
      handle: (message) => {
        const { productIds } = read(getAvailabilityMessage, message);
        return { availabilities: productIds.flatMap((id) => toWire(id, room.level(id))) };
      },
    },
    ListAvailability: {
      kind: 'unary',
      handle: (message) => {
        const { afterProductId: after, pageSize, status, warehouseId } = read(listMessage, message);
        const isWanted = ({ total }: StockLevel): boolean =>
          status === 'STOCK_STATUS_UNSPECIFIED' || statusOf(total) === status;
        const warehouse = warehouseId === '' ? undefined : warehouseId;
        // One more than the page tells whether there is another.
        const found = room.list({ after, warehouse, isWanted, limit: pageSize + 1 });
        return {
          availabilities: found.slice(0, pageSize).flatMap(({ productId, level }) => toWire(productId, level)),
          hasMore: found.length > pageSize,
        };
      },
    },
    SetOnHand: {
      kind: 'unary',
      handle: (message, { caller }) => {
        requireCounter(caller);
        const { productId, onHand, expected } = read(setOnHandMessage, message);
        const counts = onHand.map(({ warehouseId, quantity }) => [warehouseId, quantity] as const);
        const level = room.setOnHand({ productId, onHand: new Map(counts), expected: expected?.revisions });
        return { availability: toWire(productId, level)[0] };
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
      handle: (message, { signal }) => watchLevels({ room, toWire }, read(watchMessage, message).productIds, signal),
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

/** Refuses customers, and partners in test mode: stock is shared. A process without a caller is a warehouse. */
function requireCounter(caller: Caller): void {
  if (caller.kind === 'customer') throw refusal('MAY_NOT_COUNT_STOCK', 'Stock is counted by partners.');
  if (caller.kind === 'partner' && caller.mode === 'test')
    throw refusal('LIVE_KEY_REQUIRED', 'Stock is not counted in test mode.');
}

const refusal = (reason: InventoryReason, message: string): Failure => new Failure('FORBIDDEN', message, { reason });

/** Yields changes since the last read. A slow reader sees fewer, later states, and costs no more memory. */
async function* watchLevels(
  { room, toWire }: { readonly room: StockRoom; readonly toWire: ToWire },
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

/** Messages of one product at one moment: none for an unknown one. */
function toWireAt(now: Date, productId: string, level: StockLevel | undefined): AvailabilityWire[] {
  if (!level) return [];
  const days = level.byWarehouse.map(({ available, leadDays }) => (available > 0 ? deliveryDay(now, leadDays) : ''));
  return [
    {
      productId,
      status: statusOf(level.total),
      totalQuantity: level.total,
      byWarehouse: level.byWarehouse.map(({ id, name, available, reserved }, index) => ({
        warehouse: { warehouseId: id, displayName: name },
        quantity: available,
        onHand: available + reserved,
        reserved,
        deliveryBy: days[index]!,
      })),
      revision: level.revision,
      // Days as ISO 8601 are in the order of their text.
      deliveryBy: days.filter((day) => day !== '').toSorted()[0] ?? '',
    },
  ];
}

function statusOf(total: number): AvailabilityWire['status'] {
  if (total === 0) return 'STOCK_STATUS_OUT_OF_STOCK';
  return total <= lowQuantity ? 'STOCK_STATUS_LOW' : 'STOCK_STATUS_IN_STOCK';
}
