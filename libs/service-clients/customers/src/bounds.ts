/** Bounds of carts and customers, for the service and its views. */

/** Largest quantity of one product in a cart, and most lines. */
export const cartBounds = { quantity: 99, lines: 50 } as const;

/** Largest lists of one customer beside the cart. */
export const customerBounds = { addresses: 100, wishes: 200 } as const;
