/** Stock by product id. */

import type { Call } from '@frontage/call';
import type { Availability, InventoryClient } from '@frontage/inventory-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

export const stockLoader = (inventory: InventoryClient, call: Call): Loader<Availability> =>
  batchLoader(call, (ids) => inventory.availability(ids, call));
