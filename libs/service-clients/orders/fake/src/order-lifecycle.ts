/** An order and the moves it can make. Pure: who may ask and what it costs elsewhere is decided around it. */

import type { Currency } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';

export type OrderStatus = 'PENDING' | 'PAID' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';
export type Move = 'pay' | 'ship' | 'deliver' | 'cancel';

export interface OrderOwner {
  readonly kind: 'customer' | 'partner';
  readonly id: string;
}

/** Amounts are whole minor units of the order's currency. */
export interface RecordedLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly totalAmount: number;
}

/** Stock that inventory holds for an order until it is confirmed, released or expired. */
export interface HeldStock {
  readonly id: string;
  readonly expiresAt: string;
}

/** An order as it is kept. Never changed: a move makes the next version. */
export interface OrderRecord {
  readonly id: string;
  readonly owner: OrderOwner;
  readonly status: OrderStatus;
  readonly currency: Currency;
  readonly lines: readonly RecordedLine[];
  readonly totalAmount: number;
  /** Oldest first; never empty. */
  readonly history: readonly { readonly status: OrderStatus; readonly at: string }[];
  /** 1 for an order just placed. */
  readonly version: number;
  /** Undefined for orders of the past, whose stock was settled before this service kept books. */
  readonly reservation: HeldStock | undefined;
  /** When it moves on by itself; undefined = not by itself. */
  readonly shipAt: string | undefined;
  readonly deliverAt: string | undefined;
  /** Its stock has to be given back, and has not been yet. */
  readonly releaseDue: boolean;
}

const moves: Readonly<Record<Move, { readonly from: readonly OrderStatus[]; readonly to: OrderStatus }>> = {
  pay: { from: ['PENDING'], to: 'PAID' },
  ship: { from: ['PAID'], to: 'SHIPPED' },
  deliver: { from: ['SHIPPED'], to: 'DELIVERED' },
  cancel: { from: ['PENDING', 'PAID'], to: 'CANCELLED' },
};

export const placedAt = (order: OrderRecord): string => order.history[0]!.at;
export const updatedAt = (order: OrderRecord): string => order.history.at(-1)!.at;

/** Asks whether an order can make this move now. */
export const canMove = ({ status }: OrderRecord, move: Move): boolean => moves[move].from.includes(status);

/** The 409 of a move that an order cannot make. */
export const illegalMove = ({ status }: OrderRecord, move: Move): Failure =>
  new Failure('CONFLICT', `A ${status.toLowerCase()} order cannot be ${moves[move].to.toLowerCase()}.`, {
    reason: 'ILLEGAL_TRANSITION',
  });

/** The order after a move; throws CONFLICT when it cannot make it. */
export function moved(order: OrderRecord, move: Move, at: string): OrderRecord {
  if (!canMove(order, move)) throw illegalMove(order, move);
  const { to } = moves[move];
  return {
    ...order,
    status: to,
    history: [...order.history, { status: to, at }],
    version: order.version + 1,
    releaseDue: to === 'CANCELLED' && order.reservation !== undefined,
  };
}

/** What an order does by itself at this instant, if anything: what is not paid in time is cancelled, what is paid moves on. */
export function dueMove({ status, reservation, shipAt, deliverAt }: OrderRecord, now: string): Move | undefined {
  // ISO 8601 in UTC, always of the same length: the order of the texts is the order of the instants.
  if (status === 'PENDING' && reservation && reservation.expiresAt <= now) return 'cancel';
  if (status === 'PAID' && shipAt !== undefined && shipAt <= now) return 'ship';
  if (status === 'SHIPPED' && deliverAt !== undefined && deliverAt <= now) return 'deliver';
  return undefined;
}
