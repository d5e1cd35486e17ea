/** Orders as we understand them: Wire -> Model. */

import type { Call } from '@frontage/call';
import { money, type Currency, type Money } from '@frontage/dto-mapping/money';
import { isFailure } from '@frontage/errors';
import { inBatches, pageAfter, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import type { orderActions, orderStatuses } from './bounds.ts';
import {
  batchOrders,
  cancelOrder,
  getOrder,
  getPlacedOrder,
  listOrderNotes,
  listOrders,
  maxBatch,
  payOrder,
  placeOrder,
  type moneyWire,
  type orderWire,
} from './orders.contract.ts';

export type OrderStatus = (typeof orderStatuses)[number];

/** What an owner may ask for; which of them now, `Order.actions` says. */
export type OrderAction = (typeof orderActions)[number];

/** Whose price list applies. */
export type OrderTier = 'standard' | 'gold' | 'premium';

export interface OrderOwner {
  readonly kind: 'customer' | 'partner';
  readonly id: string;
}

export interface OrderLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unit: Money;
  readonly total: Money;
}

export interface Order {
  readonly id: string;
  readonly owner: OrderOwner;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  /** ISO 8601 instants. */
  readonly placedAt: string;
  readonly updatedAt: string;
  /** Oldest first. */
  readonly history: readonly { readonly status: OrderStatus; readonly at: string }[];
  /** The moves that the service allows now. */
  readonly actions: readonly OrderAction[];
}

/** What support wrote down. Not for the eyes of the owner. */
export interface OrderNote {
  /** An ISO 8601 instant. */
  readonly at: string;
  /** The support agent. */
  readonly by: string;
  readonly text: string;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** The position after this page; undefined on the last one. Opaque to callers. */
  readonly next: string | undefined;
}

export interface OrderRequest {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly currency: Currency;
  readonly tier: OrderTier;
  /** 1 to 255 printable ASCII characters. The same key again gives the same answer, for 24 hours. */
  readonly idempotencyKey: string;
}

/** One move of one order. */
export interface OrderMove {
  readonly id: string;
  readonly idempotencyKey: string;
}

export interface OrdersClient {
  /** Newest first. NOT_FOUND unless the caller is this owner or support. */
  list(
    input: { readonly owner: OrderOwner; readonly limit: number; readonly after?: string | undefined },
    call: Call,
  ): Promise<OrderPage>;
  /** NOT_FOUND unless the caller is the owner or support. */
  order(id: string, call: Call): Promise<Order>;
  /** Oldest first. FORBIDDEN for the owner of the order, NOT_FOUND for everybody else but support. */
  notes(id: string, call: Call): Promise<readonly OrderNote[]>;
  /** The order that the caller placed with this key; undefined when there is none. For clients that lost the answer. */
  placedWith(idempotencyKey: string, call: Call): Promise<Order | undefined>;
  /** By id; those that are unknown or of others are absent. Any number of ids. */
  orders(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Order>>;
  /** The owner is the caller. CONFLICT reason OUT_OF_STOCK, UNPROCESSABLE reason PRICE_UNKNOWN. */
  place(request: OrderRequest, call: Call): Promise<Order>;
  /** CONFLICT reason ILLEGAL_TRANSITION. */
  pay(move: OrderMove, call: Call): Promise<Order>;
  /** CONFLICT reason ILLEGAL_TRANSITION. */
  cancel(move: OrderMove, call: Call): Promise<Order>;
  /** How the service looks from here, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** `ORDERS_URL` in a configuration schema; by default where `npm start` runs it. */
export const ordersUrl = httpLocation.prefault('http://127.0.0.1:4406').describe('the orders service');

/** Creates the client of one orders service. */
export function createOrdersClient(options: Omit<HttpUpstreamOptions, 'service'>): OrdersClient {
  const upstream = createHttpUpstream({ ...options, service: 'orders' });
  const keyed = (key: string) => ({ 'idempotency-key': `"${key}"` });
  return {
    state: upstream.state,
    close: upstream.close,
    list: async ({ owner, limit, after }, call) => {
      const query = { owner_kind: owner.kind, owner_id: owner.id, after, page_size: limit };
      const wire = await pageAfter(after, () => upstream.send(listOrders, { query }, call));
      return { orders: wire.orders.map(toOrder), next: wire.page.next_after ?? undefined };
    },
    order: async (id, call) => toOrder((await upstream.send(getOrder, { path: { id } }, call)).order),
    notes: async (id, call) => {
      const { notes } = await upstream.send(listOrderNotes, { path: { id } }, call);
      return notes.map(({ noted_at, noted_by, body }) => ({ at: noted_at, by: noted_by, text: body }));
    },
    placedWith: async (key, call) => {
      try {
        return toOrder((await upstream.send(getPlacedOrder, { path: { key } }, call)).order);
      } catch (error) {
        if (isFailure(error) && error.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    },
    orders: async (ids, call) => {
      const wires = await inBatches(ids, maxBatch, async (order_ids) => {
        const wire = await upstream.send(batchOrders, { body: { order_ids } }, call);
        return wire.orders;
      });
      return new Map(wires.map((wire) => [wire.order_id, toOrder(wire)]));
    },
    place: async ({ lines, currency, tier, idempotencyKey }, call) => {
      const body = {
        line_items: lines.map(({ productId, quantity }) => ({ product_ref: productId, qty: quantity })),
        currency_code: currency,
        price_tier: tier,
      };
      return toOrder((await upstream.send(placeOrder, { body, headers: keyed(idempotencyKey) }, call)).order);
    },
    pay: async ({ id, idempotencyKey }, call) =>
      toOrder((await upstream.send(payOrder, { path: { id }, headers: keyed(idempotencyKey) }, call)).order),
    cancel: async ({ id, idempotencyKey }, call) =>
      toOrder((await upstream.send(cancelOrder, { path: { id }, headers: keyed(idempotencyKey) }, call)).order),
  };
}

/** The Model of an order on the wire. */
export const toOrder = (wire: z.output<typeof orderWire>): Order => ({
  id: wire.order_id,
  owner: { kind: wire.owner.owner_kind, id: wire.owner.owner_id },
  status: wire.status,
  lines: wire.line_items.map(({ product_ref, qty, unit_price, line_total }) => ({
    productId: product_ref,
    quantity: qty,
    unit: toMoney(unit_price),
    total: toMoney(line_total),
  })),
  total: toMoney(wire.grand_total),
  placedAt: wire.timeline.placed_at,
  updatedAt: wire.timeline.updated_at,
  history: wire.timeline.steps.map(({ status, reached_at }) => ({ status, at: reached_at })),
  actions: wire.allowed_moves,
});

const toMoney = ({ amount_minor, currency_code }: z.output<typeof moneyWire>): Money =>
  money(amount_minor, currency_code);
