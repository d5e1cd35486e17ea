/** Where customers are kept: a port, and its default in memory. */

import { customers, type SeededCustomer } from '@frontage/seed';

/** Everything that is kept of one customer. */
export type StoredCustomer = SeededCustomer;

export interface CustomerStore {
  find(id: string): Promise<StoredCustomer | undefined>;
  /** Changes one customer in one step: no other change falls between reading and writing. Undefined when there is none. */
  change(id: string, change: (current: StoredCustomer) => StoredCustomer): Promise<StoredCustomer | undefined>;
}

/** Creates a store with the seeded customers; it forgets everything when the process ends. */
export function createMemoryCustomerStore(): CustomerStore {
  const stored = new Map(customers.map((customer) => [customer.id, customer]));
  return {
    find: async (id) => stored.get(id),
    change: async (id, change) => {
      const current = stored.get(id);
      if (!current) return undefined;
      const changed = change(current);
      stored.set(id, changed);
      return changed;
    },
  };
}
