/** Order lifecycle: its states and moves. Pure: permissions and other services are handled around it. */

import type { Currency } from '@frontage/dto-mapping/money';
import { Failure } from '@frontage/errors';

export type OrderStatus = 'PENDING' | 'PAID' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';
export type Move = 'pay' | 'ship' | 'deliver' | 'cancel';

export interface OrderOwner {
  readonly kind: 'customer' | 'partner';
  readonly id: string;
  /** Test mode of a partner. Default live mode. */
  readonly mode?: 'test' | undefined;
}

/** Asks whether two are the same owner in the same mode. */
export const isSameOwner = (one: OrderOwner, other: OrderOwner): boolean =>
  one.kind === other.kind && one.id === other.id && one.mode === other.mode;

/** Line of an order. Amounts are whole minor units of its currency. */
export interface RecordedLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly totalAmount: number;
}

/** Reservation: stock held until it is confirmed, released or expired. */
export interface HeldStock {
  readonly id: string;
  readonly expiresAt: string;
}

/** Order as stored. Immutable: a move makes the next version. */
export interface OrderRecord {
  readonly id: string;
  readonly owner: OrderOwner;
  readonly status: OrderStatus;
  readonly currency: Currency;
  readonly lines: readonly RecordedLine[];
  readonly totalAmount: number;
  /** History, oldest first; never empty. */
  readonly history: readonly { readonly status: OrderStatus; readonly at: string }[];
  /** Version, from 1. */
  readonly version: number;
  /** Reservation; undefined for seeded orders, whose stock was settled before. */
  readonly reservation: HeldStock | undefined;
  /** Due times of the next moves; undefined for none. */
  readonly shipAt: string | undefined;
  readonly deliverAt: string | undefined;
  /** The stock must be released, and has not been yet. */
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

/** Steps of the usual course that are still to come, next first, each with its due time where it has one. */
export function expectedSteps({ status, shipAt, deliverAt }: OrderRecord) {
  const course = [
    { status: 'PAID', at: undefined },
    { status: 'SHIPPED', at: shipAt },
    { status: 'DELIVERED', at: deliverAt },
  ] as const;
  if (status === 'PENDING') return course;
  const reached = course.findIndex((step) => step.status === status);
  return reached < 0 ? [] : course.slice(reached + 1);
}

/** End of the time to pay; undefined when nothing is reserved, or nothing is to be paid. */
export const payBy = ({ status, reservation }: OrderRecord): string | undefined =>
  status === 'PENDING' ? reservation?.expiresAt : undefined;

/** Failure (409) of a move that an order cannot make. */
export const illegalMove = ({ status }: OrderRecord, move: Move): Failure =>
  new Failure('CONFLICT', `A ${status.toLowerCase()} order cannot be ${moves[move].to.toLowerCase()}.`, {
    reason: 'ILLEGAL_TRANSITION',
  });

/** Makes the order after a move. Throws CONFLICT when the order cannot make it. */
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

/** Move that is due at this instant, if any. Unpaid orders are cancelled, paid ones move on. */
export function dueMove({ status, reservation, shipAt, deliverAt }: OrderRecord, now: string): Move | undefined {
  // Text order is time order: all are ISO 8601 in UTC, of one length.
  if (status === 'PENDING' && reservation && reservation.expiresAt <= now) return 'cancel';
  if (status === 'PAID' && shipAt !== undefined && shipAt <= now) return 'ship';
  if (status === 'SHIPPED' && deliverAt !== undefined && deliverAt <= now) return 'deliver';
  return undefined;
}
