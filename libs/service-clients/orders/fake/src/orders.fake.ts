/** Mock orders service: its permissions and routes. */

import { formatCaller, newTrace } from '@frontage/call/headers';
import type { Caller } from '@frontage/call';
import { Failure } from '@frontage/errors';
import { orderNotes } from '@frontage/seed';
import {
  Answer,
  contractDocument,
  implement,
  type HttpFake,
  type Route,
  type ServiceContext,
} from '@frontage/service-host';
import {
  advanceOrder,
  batchOrders,
  cancelOrder,
  getOrder,
  getPlacedOrder,
  listOrderNotes,
  listOrders,
  ordersOperations,
  payOrder,
  placeOrder,
} from '@frontage/orders-client/contract';
import { toOwner } from '@frontage/orders-client';
import {
  listPricing,
  memoryInventory,
  type InventoryPort,
  type PricingPort,
  type WantedLine,
} from './collaborators.ts';
import { createIdempotency } from './idempotency.ts';
import { memoryOrderStore } from './memory-order-store.ts';
import type { Placing } from './order-commands.ts';
import { isSameOwner, placedAt, type OrderOwner, type OrderRecord } from './order-lifecycle.ts';
import type { OrderEvent, OrderStore } from './order-store.ts';
import { toWire, type OrderWire } from './order-wire.ts';
import { createOrdering, type Work } from './ordering.ts';
import { paymentRoute, type PaymentsOptions } from './payments.ts';
import { seededOrders } from './seeded-orders.ts';

export interface OrdersFakeOptions {
  /** Store of orders. Default: in memory, with the seeded orders. The opener of a store closes it, after the fake. */
  readonly store?: OrderStore;
  /** Inventory. Default: in memory, with the seeded stock. */
  readonly inventory?: InventoryPort;
  /** Pricing. Default: the seeded price lists. */
  readonly pricing?: PricingPort;
  /** Receives each event once it is kept. May miss one when the process dies; the outbox of the store misses none. */
  readonly publish?: (event: OrderEvent) => void;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Delay from payment to shipping, in milliseconds; 0 = never by itself. Default 20,000. */
  readonly shipAfterMs?: number;
  /** Delay from payment to delivery, in milliseconds; 0 = never by itself. Default 40,000. */
  readonly deliverAfterMs?: number;
  /** Webhooks of the payment provider. Default: none are taken. */
  readonly payments?: Omit<PaymentsOptions, 'now'>;
  /** Time to pay, in milliseconds, for which stock is reserved; then the order is cancelled. Default 900,000: 15 minutes. */
  readonly reservationTtlMs?: number;
  /** Interval of the sweep for due moves, in milliseconds. Default 1,000. */
  readonly sweepEveryMs?: number;
  /** Receives the failure of a sweep; the next one follows. Default: throws in the background, so that a bug fails the spec. */
  readonly onSweepFailed?: (error: unknown) => void;
}

export interface OrdersFake extends HttpFake {
  /** Places an order without HTTP, once per key: for commands. Returns its id. */
  readonly place: (placing: Placing) => Promise<string>;
  /** Reads an order. */
  readonly find: (id: string) => Promise<OrderRecord | undefined>;
  /** Pays an order, for its owner. CONFLICT when it cannot be paid. */
  readonly pay: (order: OrderRecord) => Promise<OrderRecord>;
}

/** Creates an orders service. */
export function fakeOrders(options: OrdersFakeOptions = {}): OrdersFake {
  const { now = () => new Date(), sweepEveryMs = 1_000, onSweepFailed = rethrow } = options;
  const store = options.store ?? memoryOrderStore(seededOrders);
  const idempotency = createIdempotency(store, now);
  const ordering = createOrdering({
    store,
    now,
    inventory: options.inventory ?? memoryInventory(now),
    pricing: options.pricing ?? listPricing,
    shipAfterMs: options.shipAfterMs ?? 20_000,
    deliverAfterMs: options.deliverAfterMs ?? 40_000,
    reservationTtlMs: options.reservationTtlMs ?? 900_000,
    publish: options.publish ?? (() => undefined),
  });
  const sweeper = startSweeper(sweepEveryMs, onSweepFailed, async () => {
    await ordering.catchUp();
    await ordering.releaseStock();
    await store.forgetAnswers(now().toISOString());
  });

  /** Reads an order at this instant, for callers who may see it. For others it does not exist. */
  const find = async (id: string, maySee: (owner: OrderOwner) => boolean): Promise<OrderRecord> => {
    await ordering.catchUp();
    const [order] = await store.find([id]);
    if (!order || !maySee(order.owner)) throw new Failure('NOT_FOUND', 'There is no such order.');
    return order;
  };
  /** Pays or cancels an order, once per key. */
  const move = async (
    { params, caller, idempotencyKey, trace, budgetMs }: ServiceContext & { readonly params: Record<string, string> },
    operation: { readonly name: string },
    make: (order: OrderRecord, work: Work) => Promise<OrderRecord>,
  ): Promise<{ order: OrderWire } | Answer<{ order: OrderWire }>> => {
    const id = params['id']!;
    const { owner } = await find(id, (its) => maySee(caller, its));
    requireOwner(caller, owner);
    const request = { caller, operation: operation.name, key: idempotencyKey, input: { id } };
    return idempotency.once<{ order: OrderWire }>(request, async ({ toAnswer }) => {
      const order = await find(id, () => true);
      const work = { caller, trace, budgetMs, toAnswer: (next: OrderRecord) => toAnswer(toEnvelope(next)) };
      return toEnvelope(await make(order, work));
    });
  };

  /** Places an order, once per key. */
  const place = ({ body, caller, idempotencyKey, trace, budgetMs }: Placing) => {
    const owner = requireBuyer(caller);
    const request = { caller, operation: placeOrder.name, key: idempotencyKey, input: body };
    return idempotency.once<{ order: OrderWire }>(request, async ({ id, toAnswer }) => {
      const order = await ordering.place(
        {
          owner,
          lines: mergeLines(body.line_items),
          currency: body.currency_code,
          tier: body.price_tier,
          attemptId: id,
        },
        { caller, trace, budgetMs, toAnswer: (placed) => toAnswer(toEnvelope(placed)) },
      );
      return toEnvelope(order);
    });
  };

  const routes: Route[] = [
    implement(listOrders, async ({ query, caller }) => {
      const owner = toOwner(query);
      if (!maySee(caller, owner)) throw new Failure('NOT_FOUND', 'There are no such orders.');
      await ordering.catchUp();
      const after = query.after === undefined ? undefined : await positionOf(store, query.after, owner);
      const { status, sort, page_size } = query;
      const found = await store.list({ owner, after, status, oldestFirst: sort === 'placed_at', limit: page_size + 1 });
      const orders = found.slice(0, page_size);
      return {
        orders: orders.map(toWire),
        page: { next_after: found.length > orders.length ? orders.at(-1)!.id : null },
      };
    }),
    // Before orders by id, as `by-key` would be one.
    implement(getPlacedOrder, async ({ query, caller }) => {
      const request = { caller, operation: placeOrder.name, key: query.key };
      const placed = await idempotency.done<{ order: OrderWire }>(request);
      if (!placed) throw new Failure('NOT_FOUND', 'No order was placed with this key.');
      return toEnvelope(await find(placed.order.order_id, (owner) => maySee(caller, owner)));
    }),
    implement(getOrder, async ({ params, caller }) =>
      toEnvelope(await find(params['id']!, (owner) => maySee(caller, owner))),
    ),
    implement(listOrderNotes, async ({ params, caller }) => {
      const id = params['id']!;
      await find(id, (owner) => maySee(caller, owner));
      if (caller.kind !== 'support') throw new Failure('FORBIDDEN', 'Notes are for support.');
      const notes = orderNotes.filter(({ orderId }) => orderId === id);
      return { notes: notes.map(({ at, by, text }) => ({ noted_at: at, noted_by: by, body: text })) };
    }),
    implement(batchOrders, async ({ body, caller }) => {
      await ordering.catchUp();
      const found = await store.find([...new Set(body.order_ids)]);
      return { orders: found.filter(({ owner }) => maySee(caller, owner)).map(toWire) };
    }),
    implement(placeOrder, place),
    implement(payOrder, (request) => move(request, payOrder, ordering.pay)),
    implement(cancelOrder, (request) => move(request, cancelOrder, ordering.cancel)),
    ...(options.payments ? [paymentRoute({ ...options.payments, now })] : []),
    implement(advanceOrder, async ({ params, caller, trace }) => {
      const order = await find(params['id']!, (owner) => mayAdvance(caller, owner));
      return toEnvelope(await ordering.advance(order, { caller, trace }));
    }),
  ];
  return {
    protocol: 'http',
    name: 'orders',
    routes,
    openapi: ordersDocument(),
    find: async (id) => (await store.find([id]))[0],
    pay: (order) => ordering.pay(order, { caller: order.owner, trace: newTrace() }),
    place: async (placing) => {
      const answer = await place(placing);
      const { order } = answer instanceof Answer ? answer.value : answer;
      return order.order_id;
    },
    close: async () => {
      await Promise.all([sweeper.stop(), idempotency.idle()]);
    },
  };
}

/** OpenAPI document of the service. */
export const ordersDocument = (): object =>
  contractDocument('orders', 'What was bought: orders of customers and partners.', ordersOperations);

const toEnvelope = (order: OrderRecord): { order: OrderWire } => ({ order: toWire(order) });

const isOwner = (caller: Caller, owner: OrderOwner): boolean => {
  const buyer = buyerOf(caller);
  return buyer !== undefined && isSameOwner(buyer, owner);
};

/** Owner of what a caller orders; undefined for one who orders nothing. */
function buyerOf(caller: Caller): OrderOwner | undefined {
  if (caller.kind === 'partner') return caller;
  return caller.kind === 'customer' ? { kind: caller.kind, id: caller.id } : undefined;
}

const maySee = (caller: Caller, owner: OrderOwner): boolean => caller.kind === 'support' || isOwner(caller, owner);

/** Asks whether a caller may ship or deliver. An anonymous process is the warehouse, or a test. */
const mayAdvance = (caller: Caller, owner: OrderOwner): boolean => caller.kind === 'anonymous' || maySee(caller, owner);

/** Refuses callers other than the owner. Support reads every order and changes none. */
function requireOwner(caller: Caller, owner: OrderOwner): void {
  if (!isOwner(caller, owner)) throw new Failure('FORBIDDEN', 'Orders are changed by those who placed them.');
}

function requireBuyer(caller: Caller): OrderOwner {
  const buyer = buyerOf(caller);
  if (buyer) return buyer;
  throw new Failure('FORBIDDEN', `Orders are placed by customers and partners, not by ${formatCaller(caller)}.`, {
    reason: 'MAY_NOT_ORDER',
  });
}

async function positionOf(store: OrderStore, after: string, owner: OrderOwner) {
  const [order] = await store.find([after]);
  if (order && isSameOwner(order.owner, owner)) return { placedAt: placedAt(order), id: order.id };
  throw new Failure('INVALID_INPUT', 'after: is not a position in this list');
}

function mergeLines(items: readonly { readonly product_ref: string; readonly qty: number }[]): readonly WantedLine[] {
  const wanted = new Map<string, number>();
  for (const { product_ref, qty } of items) wanted.set(product_ref, (wanted.get(product_ref) ?? 0) + qty);
  return [...wanted].map(([productId, quantity]) => ({ productId, quantity }));
}

interface Sweeper {
  stop(): Promise<void>;
}

/** Starts the sweep, one timer for all orders. Keeps no process alive. */
function startSweeper(everyMs: number, onFailed: (error: unknown) => void, sweep: () => Promise<void>): Sweeper {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= sweep()
      .catch(onFailed)
      .finally(() => (running = undefined));
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw new Error('orders failed to do what was due', { cause: error });
  });
}
