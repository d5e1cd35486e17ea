/** Bounds of carts and customers, for the service, its input and its views. */

/** Largest quantity of one product in a cart, and most lines. */
export const cartBounds = { quantity: 99, lines: 50 } as const;

/** Checkouts of one cart that are remembered: for how long, and how many. Longer than the keys of orders, so that none is done twice. */
export const checkoutBounds = { keptMs: 25 * 3_600_000, kept: 500 } as const;

/** Largest lists of one customer beside the cart. */
export const customerBounds = { addresses: 20, wishes: 200, devices: 20 } as const;

/** Longest texts of a customer, in characters. */
export const customerTextBounds = {
  name: 120,
  label: 40,
  recipient: 120,
  street: 200,
  city: 100,
  token: 4_096,
} as const;

/** Platforms of devices that take notifications. */
export const devicePlatforms = ['ios', 'android'] as const;
