/** Profiles by customer id. A mutation primes the one that it has changed. */

import type { Call } from '@frontage/call';
import type { Customer, CustomersClient } from '@frontage/customers-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

/** Loader of the caller's own profile: each id is one call. */
export const profilesLoader = (customers: CustomersClient, call: Call): Loader<Customer> =>
  batchLoader(
    call,
    async (ids) => new Map(await Promise.all(ids.map(async (id) => [id, await customers.customer(id, call)] as const))),
  );
