/** Store of customers: a port, and its default in memory. */

import { customers, type SeededCustomer } from '@frontage/seed';

/** Customer as stored, with wish list and cart. */
export type StoredCustomer = SeededCustomer;

export interface CustomerStore {
  find(id: string): Promise<StoredCustomer | undefined>;
  /** Changes one customer atomically: no other change comes between read and write. A new customer begins as `initial`. */
  change(
    id: string,
    initial: StoredCustomer,
    change: (current: StoredCustomer) => StoredCustomer,
  ): Promise<StoredCustomer>;
}

/** Creates a store with the seeded customers, in memory alone. */
export function createMemoryCustomerStore(): CustomerStore {
  const stored = new Map(customers.map((customer) => [customer.id, customer]));
  return {
    find: async (id) => stored.get(id),
    change: async (id, initial, change) => {
      const changed = change(stored.get(id) ?? initial);
      stored.set(id, changed);
      return changed;
    },
  };
}
