/** How much a cart holds, for the service and for views of it. */

/** Most of one product in a cart, and most products. */
export const cartBounds = { quantity: 99, lines: 50 } as const;

/** Most of what is kept of one customer beside the cart. */
export const customerBounds = { addresses: 100, wishes: 200 } as const;
