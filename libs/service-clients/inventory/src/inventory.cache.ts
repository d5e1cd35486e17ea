/** Terms on which answers of the inventory are cached. */

import type { Cache } from '@frontage/cache';
import type { InventoryClient } from './inventory.client.ts';

/** The tag of answers about the stock of a product. A sale invalidates it. */
export const stockTag = (productId: string): string => `stock:${productId}`;

/** The same client, availability cached: for moments only, since people act on it. */
export const cacheInventory = (client: InventoryClient, cache: Cache): InventoryClient => ({
  ...client,
  availability: cache.batch(
    {
      name: 'inventory.availability',
      part: 'stock',
      scope: 'public',
      ttlMs: 2_000,
      staleIfErrorMs: 60_000,
      tags: (id) => [stockTag(id)],
    },
    client.availability,
  ),
});
