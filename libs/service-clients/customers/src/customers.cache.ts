/** Cache policies of the customers service. */

import type { Cache } from '@frontage/cache';
import type { CustomersClient } from './customers.client.ts';

const customerTag = (id: string): string => `customer:${id}`;

/**
 * Caches profiles of a client, for each caller apart. Briefly, as another BFF may change them. Carts, wish lists and devices
 * change while they are looked at, and are not cached.
 */
export const cacheCustomers = (client: CustomersClient, cache: Cache): CustomersClient => ({
  ...client,
  customer: cache.method(
    {
      name: 'customers.customer',
      part: 'profile',
      scope: 'private',
      ttlMs: 5_000,
      staleIfErrorMs: 15 * 60_000,
      // 3: customers have quiet hours.
      shape: 3,
      tags: (id) => [customerTag(id)],
    },
    client.customer,
  ),
  update: cache.change(({ id }) => [customerTag(id)], client.update),
  addAddress: cache.change(({ customerId }) => [customerTag(customerId)], client.addAddress),
  updateAddress: cache.change(({ customerId }) => [customerTag(customerId)], client.updateAddress),
  removeAddress: cache.change(({ customerId }) => [customerTag(customerId)], client.removeAddress),
  setDefaultAddress: cache.change(({ customerId }) => [customerTag(customerId)], client.setDefaultAddress),
});
