/** Statuses of orders, and moments, as people read them. */

/** Status of an order, as `OrderStatus` of the schema. */
export type Status = 'PENDING' | 'PAID' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';

const names: Readonly<Record<Status, string>> = {
  PENDING: 'Waiting for payment',
  PAID: 'Paid',
  SHIPPED: 'On its way',
  DELIVERED: 'Delivered',
  CANCELLED: 'Cancelled',
};

/** Name of a status. */
export const statusName = (status: Status): string => names[status];

/** Asks whether an order changes no more. */
export const isFinal = (status: Status): boolean => status === 'DELIVERED' || status === 'CANCELLED';

/** Kind of badge for a status. */
export function statusTone(status: Status): 'good' | 'warn' | 'bad' {
  if (status === 'PENDING') return 'warn';
  return status === 'CANCELLED' ? 'bad' : 'good';
}

/** Instant as people read it, in their own time zone: `3 Dec 2026, 14:05`. */
export const momentOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
