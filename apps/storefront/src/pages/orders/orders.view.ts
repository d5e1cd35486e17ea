/** Orders of the list that are on the move. */

import { isFinal, type Status } from '../../parts/order-status/order-status.ts';

/** Orders that one request reads: `first` of the operation. */
const pageLength = 10;

interface MovingOrder {
  readonly id: string;
  readonly status: Status;
}

/**
 * Text of all orders that may still change, with their statuses; undefined when none does. Of the first page alone: it is what is read again, and
 * what is under way is among the newest.
 */
export function motionOf(orders: readonly MovingOrder[]): string | undefined {
  const moving = orders.slice(0, pageLength).filter(({ status }) => !isFinal(status));
  return moving.length === 0 ? undefined : moving.map(({ id, status }) => `${id} ${status}`).join();
}
