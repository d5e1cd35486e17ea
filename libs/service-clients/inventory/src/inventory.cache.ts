/** Cache policies of the inventory. */

import type { Cache } from '@frontage/cache';
import type { InventoryClient } from './inventory.client.ts';

/** Tag of answers about the stock of a product. A sale invalidates it, and so does a count. */
export const stockTag = (productId: string): string => `stock:${productId}`;

/** Caches availability of a client. Briefly, as people act on it. Lists are not cached: any sale may change which products are in them. */
export const cacheInventory = (client: InventoryClient, cache: Cache): InventoryClient => ({
  ...client,
  availability: cache.batch(
    {
      shape: 3,
      name: 'inventory.availability',
      part: 'stock',
      scope: 'public',
      ttlMs: 2_000,
      staleIfErrorMs: 60_000,
      tags: (id) => [stockTag(id)],
    },
    client.availability,
  ),
  setOnHand: cache.change(({ productId }) => [stockTag(productId)], client.setOnHand),
});
