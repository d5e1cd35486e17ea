/**
 * Ordering: orders are placed, paid, moved on when due, and cancelled. The order of the steps is such that a crash between any two loses
 * nothing, and repeats nothing.
 *
 * - Placing: price, reserve, keep. The reservation's key is derived from the order's key, so that the same request after a crash finds its
 *   reservation; without a repetition, the reservation expires.
 * - Paying: confirm, keep. Confirming may be repeated. After a crash in between, an order that is not paid again is cancelled when its
 *   time is up, which releases the stock.
 * - Cancelling: keep the order, with the mark that its stock must be released; then release. The sweep repeats what a crash left marked.
 *
 * Orders of test mode take the same steps, with an inventory of their own.
 */

import { inCall, type Call, type Caller, type CallOptions } from '@frontage/call';
import { newTrace, type Trace, formatTraceparent } from '@frontage/call/headers';
import type { Currency } from '@frontage/dto-mapping/money';
import { Failure, isFailure } from '@frontage/errors';
import { orderEventId } from '@frontage/orders-client/events';
import { orderEventTypes } from '@frontage/orders-client/bounds';
import { createHash, randomUUID } from 'node:crypto';
import {
  testInventory,
  type InventoryPort,
  type OrderTier,
  type PricingPort,
  type WantedLine,
} from './collaborators.ts';
import {
  dueMove,
  illegalMove,
  moved,
  updatedAt,
  type HeldStock,
  type Move,
  type OrderOwner,
  type OrderRecord,
} from './order-lifecycle.ts';
import type { KeptAnswer, OrderEvent, OrderStore } from './order-store.ts';
import { toWire } from './order-wire.ts';

export interface OrderingOptions {
  readonly store: OrderStore;
  readonly inventory: InventoryPort;
  readonly pricing: PricingPort;
  readonly now: () => Date;
  /** Delays from payment, in milliseconds; 0 = never. */
  readonly shipAfterMs: number;
  readonly deliverAfterMs: number;
  readonly reservationTtlMs: number;
  readonly publish: (event: OrderEvent) => void;
}

/** Request that changes an order. */
export interface Work {
  readonly caller: Caller;
  readonly trace: Trace;
  /** Time that the client waits, in milliseconds; no other service is asked for longer. Default: no limit. */
  readonly budgetMs?: number | undefined;
  /** Makes the answer that is kept together with the change. */
  readonly toAnswer?: (order: OrderRecord) => KeptAnswer;
}

export interface NewOrder {
  readonly owner: OrderOwner;
  readonly lines: readonly WantedLine[];
  readonly currency: Currency;
  readonly tier: OrderTier;
  /** Id of the attempt, the same for every repetition of it. */
  readonly attemptId: string;
}

export interface Ordering {
  place(order: NewOrder, work: Work): Promise<OrderRecord>;
  pay(order: OrderRecord, work: Work): Promise<OrderRecord>;
  cancel(order: OrderRecord, work: Work): Promise<OrderRecord>;
  /** Ships a paid order, delivers a shipped one. */
  advance(order: OrderRecord, work: Work): Promise<OrderRecord>;
  /** Makes every move that is due at this instant. */
  catchUp(): Promise<void>;
  /** Releases the stock of orders that are marked for it. */
  releaseStock(): Promise<void>;
}

/** Longest time of other services within one operation, in milliseconds. */
const collaboratorsBudgetMs = 10_000;
/** Longest wait for a release, in milliseconds. Short, because the mark to release is kept. */
const releaseBudgetMs = 2_000;
const batch = 100;

export function createOrdering(options: OrderingOptions): Ordering {
  const { store, pricing, now, reservationTtlMs, publish } = options;
  const tests = testInventory(now);
  const inventoryFor = ({ mode }: OrderOwner): InventoryPort => (mode === 'test' ? tests : options.inventory);
  const instant = (): string => now().toISOString();
  const later = (ms: number): string | undefined =>
    ms === 0 ? undefined : new Date(now().getTime() + ms).toISOString();

  /** Keeps the next version of an order, with its event and its answer. False when another writer was faster. */
  const commit = async (order: OrderRecord, { trace, toAnswer }: Work): Promise<boolean> => {
    const event: OrderEvent = {
      id: orderEventId(order.id, order.status),
      type: orderEventTypes[order.status],
      timestamp: updatedAt(order),
      data: { order: toWire(order) },
      traceparent: formatTraceparent(trace),
    };
    if (!(await store.commit({ order, event, answer: toAnswer?.(order) }))) return false;
    publish(event);
    return true;
  };
  const commitOrRefuse = async (order: OrderRecord, move: Move, work: Work): Promise<OrderRecord> => {
    if (await commit(order, work)) return order;
    const [current] = await store.find([order.id]);
    throw illegalMove(current ?? order, move);
  };
  const asking = <T>(work: Work, ask: (call: Call) => Promise<T>): Promise<T> =>
    inCall(within(work, collaboratorsBudgetMs), ask).catch((error: unknown) => {
      throw asOurs(error);
    });

  /** Reserves stock. A key whose reservation has expired gives nothing any more, so another follows it. */
  const reserve = async (
    owner: OrderOwner,
    lines: readonly WantedLine[],
    key: string,
    call: Call,
  ): Promise<HeldStock> => {
    const inventory = inventoryFor(owner);
    const request = {
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
      ttlMs: reservationTtlMs,
    };
    const held = await inventory.reserve({ ...request, idempotencyKey: key }, call);
    if (held.expiresAt > instant()) return held;
    return inventory.reserve({ ...request, idempotencyKey: `${key}-again` }, call);
  };
  const confirm = async (owner: OrderOwner, { id }: HeldStock, call: Call): Promise<boolean> => {
    try {
      await inventoryFor(owner).confirm(id, call);
      return true;
    } catch (error) {
      if (isFailure(error) && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND')) return false;
      throw error;
    }
  };
  /**
   * Sells the reserved stock of an order. Without a reservation (seeded orders, an inventory that restarted), sells from the current stock.
   */
  const sell = async (order: OrderRecord, call: Call): Promise<HeldStock> => {
    if (order.reservation && (await confirm(order.owner, order.reservation, call))) return order.reservation;
    const held = await reserve(order.owner, order.lines, `pay-${keyOf(order.id)}`, call);
    if (await confirm(order.owner, held, call)) return held;
    throw new Failure('UNAVAILABLE', 'The stock cannot be held right now.');
  };
  const release = async (owner: OrderOwner, id: string, work: Work): Promise<boolean> => {
    try {
      await inCall(within(work, releaseBudgetMs), (call) => inventoryFor(owner).release(id, call));
      return true;
    } catch (error) {
      if (!isFailure(error)) throw error;
      // An unknown reservation holds no stock.
      return error.code === 'NOT_FOUND';
    }
  };
  const releaseStockOf = async (order: OrderRecord, work: Work): Promise<void> => {
    if (!order.releaseDue || !order.reservation) return;
    if (await release(order.owner, order.reservation.id, work)) await store.markReleased(order.id);
  };

  let catchingUp: Promise<void> | undefined;
  const moveWhatIsDue = async (): Promise<void> => {
    for (;;) {
      const at = instant();
      const due = await store.due(at, batch);
      if (due.length === 0) return;
      for (const order of due) {
        const move = dueMove(order, at);
        // A faster writer has made this move, or another that settles it.
        if (move) await commit(moved(order, move, at), { caller: order.owner, trace: newTrace() });
      }
    }
  };

  return {
    place: async ({ owner, lines, currency, tier, attemptId }, work) => {
      const { quote, held } = await asking(work, async (call) => ({
        quote: await pricing.quote({ lines, currency, tier }, call),
        held: await reserve(owner, lines, `place-${attemptId}`, call),
      }));
      const order: OrderRecord = {
        id: `o-${randomUUID().replaceAll('-', '').slice(0, 16)}`,
        owner,
        status: 'PENDING',
        currency,
        lines: quote.lines.map(({ productId, quantity, unit, total }) => ({
          productId,
          quantity,
          unitAmount: unit.amount,
          totalAmount: total.amount,
        })),
        totalAmount: quote.total.amount,
        history: [{ status: 'PENDING', at: instant() }],
        version: 1,
        reservation: { id: held.id, expiresAt: held.expiresAt },
        shipAt: undefined,
        deliverAt: undefined,
        releaseDue: false,
      };
      try {
        if (!(await commit(order, work))) throw new Error(`the id ${order.id} is taken`);
      } catch (error) {
        await release(owner, held.id, work);
        throw error;
      }
      return order;
    },
    pay: async (order, work) => {
      const paid = moved(order, 'pay', instant());
      const reservation = await asking(work, (call) => sell(order, call));
      const next = {
        ...paid,
        reservation,
        shipAt: later(options.shipAfterMs),
        deliverAt: later(options.deliverAfterMs),
      };
      return commitOrRefuse(next, 'pay', work).catch(async (error: unknown) => {
        // The order was cancelled meanwhile. That released its reservation, but not the one made here.
        if (reservation.id !== order.reservation?.id) await release(order.owner, reservation.id, work);
        throw error;
      });
    },
    cancel: async (order, work) => {
      const cancelled = await commitOrRefuse(moved(order, 'cancel', instant()), 'cancel', work);
      await releaseStockOf(cancelled, work);
      return cancelled;
    },
    advance: (order, work) => {
      const move = order.status === 'SHIPPED' ? 'deliver' : 'ship';
      return commitOrRefuse(moved(order, move, instant()), move, work);
    },
    catchUp: () => (catchingUp ??= moveWhatIsDue().finally(() => (catchingUp = undefined))),
    releaseStock: async () => {
      for (const order of await store.releasesDue(batch)) {
        await releaseStockOf(order, { caller: order.owner, trace: newTrace() });
      }
    },
  };
}

/** Options of a call that ends when the client stops waiting. A retry finds everything as this attempt left it. */
const within = ({ caller, trace, budgetMs = Infinity }: Work, ms: number): CallOptions => ({
  caller,
  trace,
  budgetMs: Math.min(ms, budgetMs),
});

/** Turns refusals by other services into UPSTREAM_FAILED, except answers to our caller's question. */
function asOurs(error: unknown): unknown {
  if (!isFailure(error) || error.kind.retryable || error.code === 'CONFLICT' || error.code === 'UNPROCESSABLE') {
    return error;
  }
  return new Failure('UPSTREAM_FAILED', 'A service failed.', { cause: error });
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);
