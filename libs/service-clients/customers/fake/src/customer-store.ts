/** Store of customers: the port, and its default in memory. */

import { customers, type SeededCustomer } from '@frontage/seed';

/** Customer as stored, with wish list, cart and devices. */
export interface StoredCustomer extends Omit<SeededCustomer, 'wishlist'> {
  /** Number of profile and addresses, another after each change of them. */
  readonly revision: number;
  /** Number of the cart, another after each change of it. */
  readonly cartRevision: number;
  readonly quietHours: { readonly from: string; readonly to: string; readonly timeZone: string } | null;
  /** Wishes, oldest first. */
  readonly wishlist: readonly { readonly productId: string; readonly addedAt: string }[];
  /** Checkouts of the last day, oldest first. */
  readonly checkouts: readonly StoredCheckout[];
  /** Devices, by their last registration, oldest first. */
  readonly devices: readonly StoredDevice[];
}

/** Checkout of the cart that was begun under a key. */
export interface StoredCheckout {
  readonly key: string;
  readonly claimedAt: string;
  /** Instant until which its caller may still order. */
  readonly until: string;
  /** Lines as they were in the cart; none once what was ordered of them is out of it. */
  readonly items: readonly { readonly productId: string; readonly quantity: number; readonly addedAt: string }[];
  readonly isSettled: boolean;
}

export interface StoredDevice {
  readonly id: string;
  readonly platform: 'ios' | 'android';
  readonly token: string;
  readonly registeredAt: string;
}

export interface CustomerStore {
  find(id: string): Promise<StoredCustomer | undefined>;
  /** Finds the ids of customers who have a device with this token. */
  holdersOf(token: string): Promise<readonly string[]>;
  /**
   * Changes one customer atomically: no other change comes between read and write. A new customer begins as `initial`. `change` may be called
   * more than once; nothing is stored when it throws.
   */
  change(
    id: string,
    initial: StoredCustomer,
    change: (current: StoredCustomer) => StoredCustomer,
  ): Promise<StoredCustomer>;
}

/** Members that documents of before may lack, as they are unless something else is said. */
export const unsaid = { cartRevision: 1, quietHours: null, checkouts: [] } as const satisfies Partial<StoredCustomer>;

/** Seeded customers, as this service stores them. Wishes are of the days before the last change of the cart. */
export const seededCustomers: readonly StoredCustomer[] = customers.map(({ wishlist, ...customer }) => ({
  ...customer,
  revision: 1,
  ...unsaid,
  wishlist: wishlist.map((productId, index) => ({
    productId,
    addedAt: new Date(Date.parse(customer.cartUpdatedAt) - (wishlist.length - index) * 86_400_000).toISOString(),
  })),
  devices: [],
}));

/** Creates a store with these customers, in memory alone. */
export function memoryCustomerStore(seed: readonly StoredCustomer[] = []): CustomerStore {
  const stored = new Map(seed.map((customer) => [customer.id, customer]));
  return {
    find: async (id) => stored.get(id),
    holdersOf: async (token) =>
      [...stored.values()]
        .filter(({ devices }) => devices.some((device) => device.token === token))
        .map(({ id }) => id),
    change: async (id, initial, change) => {
      const changed = change(stored.get(id) ?? initial);
      stored.set(id, changed);
      return changed;
    },
  };
}
