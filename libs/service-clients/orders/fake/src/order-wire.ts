/** Mapping of stored orders to the wire. */

import { toOwnerWire } from '@frontage/orders-client';
import type { z } from 'zod';
import type { orderWire } from '@frontage/orders-client/contract';
import { canMove, expectedSteps, payBy, placedAt, updatedAt, type OrderRecord } from './order-lifecycle.ts';

export type OrderWire = z.output<typeof orderWire>;

/** Wire format of an order, for answers and events. */
export function toWire(order: OrderRecord): OrderWire {
  const money = (amount_minor: number) => ({ amount_minor, currency_code: order.currency });
  return {
    order_id: order.id,
    owner: toOwnerWire(order.owner),
    status: order.status,
    line_items: order.lines.map(({ productId, quantity, unitAmount, totalAmount }) => ({
      product_ref: productId,
      qty: quantity,
      unit_price: money(unitAmount),
      line_total: money(totalAmount),
    })),
    grand_total: money(order.totalAmount),
    timeline: {
      placed_at: placedAt(order),
      updated_at: updatedAt(order),
      steps: order.history.map(({ status, at }) => ({ status, reached_at: at })),
      expected: expectedSteps(order).map(({ status, at }) => ({ status, expected_at: at ?? null })),
      pay_by: payBy(order) ?? null,
    },
    allowed_moves: (['pay', 'cancel'] as const).filter((move) => canMove(order, move)),
  };
}
