/** What may be kept of the customers service's answers, and for how long. */

import { batchPerRequest, type Cache } from '@frontage/cache';
import type { CustomersClient } from './customers.client.ts';

const customerTag = (id: string): string => `customer:${id}`;

/**
 * The same client, profiles cached for each caller apart, and shortly: another BFF may change them. Carts and wishlists are what
 * somebody is working on, and always asked for.
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
      tags: (id) => [customerTag(id)],
    },
    client.customer,
  ),
  customers: batchPerRequest(client.customers),
  update: cache.change(({ id }) => [customerTag(id)], client.update),
});
