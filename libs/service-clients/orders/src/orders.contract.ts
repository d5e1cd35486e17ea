/**
 * Contract of orders: its wire format and its operations. The format is snake_case, with money as objects of minor units, and one envelope
 * per answer.
 */

import { currencies } from '@frontage/dto-mapping/money';
import { defineHttpOperation } from '@frontage/upstream/http';
import { z } from 'zod';
import { orderActions, orderBounds, orderStatuses } from './bounds.ts';

export const moneyWire = z.object({
  /** Amount in whole minor units: cents of EUR, yen of JPY. */
  amount_minor: z.number().int(),
  currency_code: z.enum(currencies),
});

const status = z.enum(orderStatuses);
const ownerKind = z.enum(['customer', 'partner']);
/** Mode of a partner's order. Missing in messages of before there were modes: live. */
const ownerMode = z.enum(['live', 'test']).default('live');

export const ownerWire = z.object({ owner_kind: ownerKind, owner_id: z.string(), owner_mode: ownerMode });

export const orderWire = z.object({
  order_id: z.string(),
  owner: ownerWire,
  status,
  line_items: z
    .array(z.object({ product_ref: z.string(), qty: z.number().int(), unit_price: moneyWire, line_total: moneyWire }))
    .max(orderBounds.lines),
  grand_total: moneyWire,
  timeline: z.object({
    placed_at: z.string(),
    updated_at: z.string(),
    steps: z.array(z.object({ status, reached_at: z.string() })).max(orderBounds.steps),
    /** Steps still to come if nothing happens, next first; an instant where it is known. Missing in events of before there were any. */
    expected: z
      .array(z.object({ status, expected_at: z.string().nullable() }))
      .max(orderBounds.steps)
      .default([]),
    /** End of the time to pay; null when nothing is to be paid, or nothing is reserved. */
    pay_by: z.string().nullable().default(null),
  }),
  /** Moves that the service allows now. */
  allowed_moves: z.array(z.enum(orderActions)).max(orderActions.length),
});

const orderEnvelope = z.object({ order: orderWire });

export const listOrders = defineHttpOperation({
  name: 'orders.listOrders',
  summary: 'Orders of one owner, newest first unless another order is asked for',
  method: 'GET',
  path: '/orders',
  query: z.object({
    owner_kind: ownerKind,
    /** Owner id of an identity provider, up to 255 characters (OpenID Connect Core 1.0 §2). */
    owner_id: z.string().min(1).max(255),
    owner_mode: ownerMode,
    /** Only orders of this status. */
    status: status.optional(),
    sort: z.enum(['placed_at', '-placed_at']).default('-placed_at'),
    /** Position: `page.next_after` of an earlier page. */
    after: z.string().max(64).optional(),
    page_size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  response: z.object({
    orders: z.array(orderWire).max(orderBounds.page),
    page: z.object({ next_after: z.string().nullable() }),
  }),
});

export const getOrder = defineHttpOperation({
  name: 'orders.getOrder',
  summary: 'One order, for its owner and for support',
  method: 'GET',
  path: '/orders/{id}',
  response: orderEnvelope,
});

export const listOrderNotes = defineHttpOperation({
  name: 'orders.listOrderNotes',
  summary: 'What support noted on one order, oldest first. For support alone',
  method: 'GET',
  path: '/orders/{id}/notes',
  response: z.object({
    notes: z
      .array(z.object({ noted_at: z.string(), noted_by: z.string(), body: z.string().max(orderBounds.noteText) }))
      .max(orderBounds.notes),
  }),
});

export const getPlacedOrder = defineHttpOperation({
  name: 'orders.getPlacedOrder',
  summary: 'The order that the caller placed with this Idempotency-Key in the last 24 hours, as it stands now',
  method: 'GET',
  path: '/orders/by-key',
  // No path can end with the key `..`.
  query: z.object({ key: z.string() }),
  response: orderEnvelope,
});

/** Largest batch, in ids. */
export const maxBatch = 100;

export const batchOrders = defineHttpOperation({
  name: 'orders.batchOrders',
  summary: 'Orders by ids; those that are unknown or of others are left out',
  method: 'POST',
  path: '/orders/batch',
  idempotent: true,
  body: z.strictObject({ order_ids: z.array(z.string()).min(1).max(maxBatch) }),
  response: z.object({ orders: z.array(orderWire).max(maxBatch) }),
});

function fitsOneLine(items: readonly { readonly product_ref: string; readonly qty: number }[]): boolean {
  const wanted = Map.groupBy(items, ({ product_ref }) => product_ref);
  return [...wanted.values()].every((same) => same.reduce((sum, { qty }) => sum + qty, 0) <= orderBounds.quantity);
}

// Operations with an Idempotency-Key, which makes them safe to repeat.

export const placeOrder = defineHttpOperation({
  name: 'orders.placeOrder',
  summary: 'Places an order for the caller: prices it and reserves stock. Needs an Idempotency-Key',
  method: 'POST',
  path: '/orders',
  idempotent: true,
  body: z.strictObject({
    /** Lines of the order. The same product twice counts as one line. */
    line_items: z
      .array(
        z.strictObject({
          product_ref: z.string().min(1).max(64),
          qty: z.number().int().min(1).max(orderBounds.quantity),
        }),
      )
      .min(1)
      .max(orderBounds.lines)
      .refine(fitsOneLine, `must not ask for more than ${orderBounds.quantity} of one product`),
    currency_code: z.enum(currencies),
    price_tier: z.enum(['standard', 'gold', 'premium']),
  }),
  status: 201,
  response: orderEnvelope,
});

export const payOrder = defineHttpOperation({
  name: 'orders.payOrder',
  summary: 'Pays a pending order. Needs an Idempotency-Key',
  method: 'POST',
  path: '/orders/{id}/pay',
  idempotent: true,
  response: orderEnvelope,
});

export const cancelOrder = defineHttpOperation({
  name: 'orders.cancelOrder',
  summary: 'Cancels an order that has not been shipped. Needs an Idempotency-Key',
  method: 'POST',
  path: '/orders/{id}/cancel',
  idempotent: true,
  response: orderEnvelope,
});

export const advanceOrder = defineHttpOperation({
  name: 'orders.advanceOrder',
  summary: 'Ships a paid order, delivers a shipped one. For tests',
  method: 'POST',
  path: '/orders/{id}/advance',
  response: orderEnvelope,
});

/** Reasons of orders, beyond the failure table. */
export type OrdersReason =
  | 'OUT_OF_STOCK'
  | 'PRICE_UNKNOWN'
  | 'ILLEGAL_TRANSITION'
  | 'MAY_NOT_ORDER'
  | 'IDEMPOTENCY_KEY_REQUIRED'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'IDEMPOTENCY_IN_FLIGHT';

export const ordersOperations = [
  listOrders,
  getOrder,
  listOrderNotes,
  getPlacedOrder,
  batchOrders,
  placeOrder,
  payOrder,
  cancelOrder,
  advanceOrder,
];
