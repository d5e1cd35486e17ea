/** What orders are made of and how much of it, for their contract and for views of them. */

/** In the order in which an order goes through them; each at most once. */
export const orderStatuses = ['PENDING', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'] as const;

/** What an owner may ask for. */
export const orderActions = ['pay', 'cancel'] as const;

/** Most of what stands in one order, and most characters of a note. */
export const orderBounds = { page: 100, lines: 50, steps: 20, quantity: 999, notes: 1_000, noteText: 10_000 } as const;
