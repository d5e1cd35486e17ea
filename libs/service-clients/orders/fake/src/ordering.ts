/**
 * What orders do: placed, paid, moved on when due, cancelled; and in which order other services are told, so that a crash between any
 * two steps loses nothing and does nothing twice.
 *
 * - Placing: price, reserve, keep. The reservation's key comes from the order's key, so that the same request after a crash finds the
 *   reservation that it made; without one, it expires.
 * - Paying: confirm, keep. Confirming may be repeated. An order that is never paid again after a crash in between is cancelled when
 *   its time is over, and that releases the stock.
 * - Cancelling: keep, with the note that stock is to be released; then release. Whoever finds the note later does so again.
 */

import { inCall, type Call, type Caller, type CallOptions } from '@frontage/call';
import { newTrace, type Trace, formatTraceparent } from '@frontage/call/headers';
import type { Currency } from '@frontage/dto-mapping/money';
import { Failure, isFailure } from '@frontage/errors';
import { createHash, randomUUID } from 'node:crypto';
import type { InventoryPort, OrderTier, PricingPort, WantedLine } from './collaborators.ts';
import {
  dueMove,
  illegalMove,
  moved,
  updatedAt,
  type HeldStock,
  type Move,
  type OrderOwner,
  type OrderRecord,
  type OrderStatus,
} from './order-lifecycle.ts';
import type { KeptAnswer, OrderEvent, OrderEventType, OrderStore } from './order-store.ts';
import { toWire } from './order-wire.ts';

export interface OrderingOptions {
  readonly store: OrderStore;
  readonly inventory: InventoryPort;
  readonly pricing: PricingPort;
  readonly now: () => Date;
  /** Milliseconds from payment; 0 = never. */
  readonly shipAfterMs: number;
  readonly deliverAfterMs: number;
  readonly reservationTtlMs: number;
  readonly publish: (event: OrderEvent) => void;
}

/** The work in which something happens to an order. */
export interface Work {
  readonly caller: Caller;
  readonly trace: Trace;
  /** How long whoever asked waits, in milliseconds: nobody is asked on their behalf for longer. Default: as long as it takes. */
  readonly budgetMs?: number | undefined;
  /** The answer that is kept together with what happened. */
  readonly toAnswer?: (order: OrderRecord) => KeptAnswer;
}

export interface NewOrder {
  readonly owner: OrderOwner;
  readonly lines: readonly WantedLine[];
  readonly currency: Currency;
  readonly tier: OrderTier;
  /** The same for every attempt at this order. */
  readonly attemptId: string;
}

export interface Ordering {
  place(order: NewOrder, work: Work): Promise<OrderRecord>;
  pay(order: OrderRecord, work: Work): Promise<OrderRecord>;
  cancel(order: OrderRecord, work: Work): Promise<OrderRecord>;
  /** Ships what is paid, delivers what is shipped. */
  advance(order: OrderRecord, work: Work): Promise<OrderRecord>;
  /** Does what is due at this instant. */
  catchUp(): Promise<void>;
  /** Gives back stock that has to be given back. */
  releaseStock(): Promise<void>;
}

/** Longest time that other services get within one operation. */
const collaboratorsBudgetMs = 10_000;
/** Cancelling does not wait long for inventory: the note to release is kept. */
const releaseBudgetMs = 2_000;
const batch = 100;

const eventTypes: Readonly<Record<OrderStatus, OrderEventType>> = {
  PENDING: 'order.created',
  PAID: 'order.paid',
  SHIPPED: 'order.shipped',
  DELIVERED: 'order.delivered',
  CANCELLED: 'order.cancelled',
};

export function createOrdering(options: OrderingOptions): Ordering {
  const { store, inventory, pricing, now, reservationTtlMs, publish } = options;
  const instant = (): string => now().toISOString();
  const later = (ms: number): string | undefined =>
    ms === 0 ? undefined : new Date(now().getTime() + ms).toISOString();

  /** Keeps the next version of an order with its event and its answer. False when somebody else was faster. */
  const commit = async (order: OrderRecord, { trace, toAnswer }: Work): Promise<boolean> => {
    const event: OrderEvent = {
      id: randomUUID(),
      type: eventTypes[order.status],
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

  /** Stock on hold. A key whose reservation has expired meanwhile gives nothing any more, and is followed by another. */
  const reserve = async (lines: readonly WantedLine[], key: string, call: Call): Promise<HeldStock> => {
    const request = {
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
      ttlMs: reservationTtlMs,
    };
    const held = await inventory.reserve({ ...request, idempotencyKey: key }, call);
    if (held.expiresAt > instant()) return held;
    return inventory.reserve({ ...request, idempotencyKey: `${key}-again` }, call);
  };
  const confirm = async ({ id }: HeldStock, call: Call): Promise<boolean> => {
    try {
      await inventory.confirm(id, call);
      return true;
    } catch (error) {
      if (isFailure(error) && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND')) return false;
      throw error;
    }
  };
  /** Sells what an order holds; or, if it holds nothing (orders of the past, an inventory that forgot), what can be had now. */
  const sell = async (order: OrderRecord, call: Call): Promise<HeldStock> => {
    if (order.reservation && (await confirm(order.reservation, call))) return order.reservation;
    const held = await reserve(order.lines, `pay-${keyOf(order.id)}`, call);
    if (await confirm(held, call)) return held;
    throw new Failure('UNAVAILABLE', 'The stock cannot be held right now.');
  };
  const release = async (id: string, work: Work): Promise<boolean> => {
    try {
      await inCall(within(work, releaseBudgetMs), (call) => inventory.release(id, call));
      return true;
    } catch (error) {
      if (!isFailure(error)) throw error;
      // What inventory does not know holds nothing.
      return error.code === 'NOT_FOUND';
    }
  };
  const releaseStockOf = async (order: OrderRecord, work: Work): Promise<void> => {
    if (!order.releaseDue || !order.reservation) return;
    if (await release(order.reservation.id, work)) await store.markReleased(order.id);
  };

  let catchingUp: Promise<void> | undefined;
  const moveWhatIsDue = async (): Promise<void> => {
    for (;;) {
      const at = instant();
      const due = await store.due(at, batch);
      if (due.length === 0) return;
      for (const order of due) {
        const move = dueMove(order, at);
        // Whoever was faster did it, or something else that settles it.
        if (move) await commit(moved(order, move, at), { caller: order.owner, trace: newTrace() });
      }
    }
  };

  return {
    place: async ({ owner, lines, currency, tier, attemptId }, work) => {
      const { quote, held } = await asking(work, async (call) => ({
        quote: await pricing.quote({ lines, currency, tier }, call),
        held: await reserve(lines, `place-${attemptId}`, call),
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
        await release(held.id, work);
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
        // Cancelled meanwhile: that released what the order held, and knows nothing of what was taken anew.
        if (reservation.id !== order.reservation?.id) await release(reservation.id, work);
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

/** Work that is not waited for goes on for nobody: whoever tries again finds everything as this attempt left it. */
const within = ({ caller, trace, budgetMs = Infinity }: Work, ms: number): CallOptions => ({
  caller,
  trace,
  budgetMs: Math.min(ms, budgetMs),
});

/** What another service refuses us is our trouble, unless it is an answer to our caller's question. */
function asOurs(error: unknown): unknown {
  if (!isFailure(error) || error.kind.retryable || error.code === 'CONFLICT' || error.code === 'UNPROCESSABLE') {
    return error;
  }
  return new Failure('UPSTREAM_FAILED', 'A service failed.', { cause: error });
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);
