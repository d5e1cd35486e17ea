/** Statuses, actions and bounds of orders, for their contract and views. */

/** Statuses in the order in which an order passes through them, each at most once. */
export const orderStatuses = ['PENDING', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'] as const;

/** Types of the events that tell of each status. */
export const orderEventTypes = {
  PENDING: 'order.created',
  PAID: 'order.paid',
  SHIPPED: 'order.shipped',
  DELIVERED: 'order.delivered',
  CANCELLED: 'order.cancelled',
} as const satisfies Readonly<Record<(typeof orderStatuses)[number], string>>;

/** Orders of lists: by the instant of placing, in both directions. */
export const orderSorts = ['placedAt', '-placedAt'] as const;

/** Actions of an owner. */
export const orderActions = ['pay', 'cancel'] as const;

/** Largest lists of one order, and longest note in characters. */
export const orderBounds = { page: 100, lines: 50, steps: 20, quantity: 999, notes: 1_000, noteText: 10_000 } as const;
