/** Client of the orders service: Wire -> Model. */

import type { Call } from '@frontage/call';
import { money, type Currency, type Money } from '@frontage/dto-mapping/money';
import { isFailure } from '@frontage/errors';
import { inBatches, pageAfter, type UpstreamState } from '@frontage/upstream';
import { createHttpUpstream, httpLocation, type HttpUpstreamOptions } from '@frontage/upstream/http';
import type { z } from 'zod';
import type { orderActions, orderSorts, orderStatuses } from './bounds.ts';
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
  type ownerWire,
} from './orders.contract.ts';

export type OrderStatus = (typeof orderStatuses)[number];

/** Action of an owner. `Order.actions` has those allowed now. */
export type OrderAction = (typeof orderActions)[number];

/** Tier whose price list applies. */
export type OrderTier = 'standard' | 'gold' | 'premium';

export interface OrderOwner {
  readonly kind: 'customer' | 'partner';
  readonly id: string;
  /** Test mode of a partner, whose orders are apart from those of live mode. Default live mode. */
  readonly mode?: 'test' | undefined;
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
  /** Times of placing and of the last change, as ISO 8601 instants. */
  readonly placedAt: string;
  readonly updatedAt: string;
  /** History, oldest first. */
  readonly history: readonly { readonly status: OrderStatus; readonly at: string }[];
  /** Steps still to come in the usual course, next first, each with the instant at which it is expected, where that is known. */
  readonly expected: readonly { readonly status: OrderStatus; readonly at: string | undefined }[];
  /** End of the time to pay, an ISO 8601 instant; then the order is cancelled. Undefined when nothing is to be paid in time. */
  readonly payBy: string | undefined;
  /** Actions that the service allows now. */
  readonly actions: readonly OrderAction[];
}

/** Note of support, hidden from the owner. */
export interface OrderNote {
  /** Time of the note, an ISO 8601 instant. */
  readonly at: string;
  /** Support agent who wrote it. */
  readonly by: string;
  readonly text: string;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** Position after this page; undefined on the last one. Opaque to callers. */
  readonly next: string | undefined;
}

export interface OrderRequest {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly currency: Currency;
  readonly tier: OrderTier;
  /** Idempotency key, 1 to 255 printable ASCII characters. The same key gives the same answer for 24 hours. */
  readonly idempotencyKey: string;
}

/** Move of one order. */
export interface OrderMove {
  readonly id: string;
  readonly idempotencyKey: string;
}

/** Order of a list; `-` is descending. */
export type OrderSort = (typeof orderSorts)[number];

export interface OrderQuery {
  readonly owner: OrderOwner;
  readonly limit: number;
  /** Position: `next` of an earlier page of the same query. */
  readonly after?: string | undefined;
  /** Status that orders have now. Default any. */
  readonly status?: OrderStatus | undefined;
  /** Default: newest first. */
  readonly sort?: OrderSort | undefined;
}

export interface OrdersClient {
  /** Lists orders. NOT_FOUND unless the caller is this owner or support. */
  list(query: OrderQuery, call: Call): Promise<OrderPage>;
  /** Reads an order. NOT_FOUND unless the caller is the owner or support. */
  order(id: string, call: Call): Promise<Order>;
  /** Reads notes, oldest first. FORBIDDEN for the owner of the order, NOT_FOUND for all others but support. */
  notes(id: string, call: Call): Promise<readonly OrderNote[]>;
  /** Finds the order that the caller placed with this key; undefined when there is none. For clients that lost the answer. */
  placedWith(idempotencyKey: string, call: Call): Promise<Order | undefined>;
  /** Reads any number of orders, by id. Those unknown, or of other owners, are absent. */
  orders(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, Order>>;
  /** Places an order for the caller. CONFLICT reason OUT_OF_STOCK, UNPROCESSABLE reason PRICE_UNKNOWN. */
  place(request: OrderRequest, call: Call): Promise<Order>;
  /** CONFLICT reason ILLEGAL_TRANSITION. */
  pay(move: OrderMove, call: Call): Promise<Order>;
  /** CONFLICT reason ILLEGAL_TRANSITION. */
  cancel(move: OrderMove, call: Call): Promise<Order>;
  /** State of the service, for `/readyz`. */
  state(): Promise<UpstreamState>;
  close(): Promise<void>;
}

/** Schema of `ORDERS_URL`. Default: the address of `npm start`. */
export const ordersUrl = httpLocation.prefault('http://127.0.0.1:4406').describe('the orders service');

/** Creates a client of the orders service. */
export function createOrdersClient(options: Omit<HttpUpstreamOptions, 'service'>): OrdersClient {
  const upstream = createHttpUpstream({ ...options, service: 'orders' });
  const keyed = (key: string) => ({ 'idempotency-key': `"${key}"` });
  return {
    state: upstream.state,
    close: upstream.close,
    list: async ({ owner, limit, after, status, sort = '-placedAt' }, call) => {
      const query = {
        ...{ owner_kind: owner.kind, owner_id: owner.id, owner_mode: owner.mode, status, after, page_size: limit },
        sort: sort === 'placedAt' ? ('placed_at' as const) : ('-placed_at' as const),
      };
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
        return toOrder((await upstream.send(getPlacedOrder, { query: { key } }, call)).order);
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
    place: async ({ idempotencyKey, ...request }, call) => {
      const sent = { body: toPlaceBody(request), headers: keyed(idempotencyKey) };
      return toOrder((await upstream.send(placeOrder, sent, call)).order);
    },
    pay: async ({ id, idempotencyKey }, call) =>
      toOrder((await upstream.send(payOrder, { path: { id }, headers: keyed(idempotencyKey) }, call)).order),
    cancel: async ({ id, idempotencyKey }, call) =>
      toOrder((await upstream.send(cancelOrder, { path: { id }, headers: keyed(idempotencyKey) }, call)).order),
  };
}

/** Maps a request from Model to Wire. */
export const toPlaceBody = ({
  lines,
  currency,
  tier,
}: Omit<OrderRequest, 'idempotencyKey'>): z.input<typeof placeOrder.body> => ({
  line_items: lines.map(({ productId, quantity }) => ({ product_ref: productId, qty: quantity })),
  currency_code: currency,
  price_tier: tier,
});

/** Maps an order from Wire to Model. */
export const toOrder = (wire: z.output<typeof orderWire>): Order => ({
  id: wire.order_id,
  owner: toOwner(wire.owner),
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
  expected: wire.timeline.expected.map(({ status, expected_at }) => ({ status, at: expected_at ?? undefined })),
  payBy: wire.timeline.pay_by ?? undefined,
  actions: wire.allowed_moves,
});

/** Maps an owner from Wire to Model. */
export const toOwner = ({ owner_kind, owner_id, owner_mode }: z.output<typeof ownerWire>): OrderOwner => ({
  kind: owner_kind,
  id: owner_id,
  ...(owner_mode === 'test' && { mode: owner_mode }),
});

/** Maps an owner from Model to Wire. */
export const toOwnerWire = ({ kind, id, mode }: OrderOwner): z.output<typeof ownerWire> => ({
  owner_kind: kind,
  owner_id: id,
  owner_mode: mode ?? 'live',
});

const toMoney = ({ amount_minor, currency_code }: z.output<typeof moneyWire>): Money =>
  money(amount_minor, currency_code);
