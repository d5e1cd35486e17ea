/** Where customers are kept: a port, and its default in memory. */

import { customers, type SeededCustomer } from '@frontage/seed';

/** Everything that is kept of one customer. */
export type StoredCustomer = SeededCustomer;

export interface CustomerStore {
  find(id: string): Promise<StoredCustomer | undefined>;
  /** Changes one customer in one step: no other change falls between reading and writing. One who is not there yet begins as `initial`. */
  change(
    id: string,
    initial: StoredCustomer,
    change: (current: StoredCustomer) => StoredCustomer,
  ): Promise<StoredCustomer>;
}

/** Creates a store with the seeded customers; it forgets everything when the process ends. */
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
