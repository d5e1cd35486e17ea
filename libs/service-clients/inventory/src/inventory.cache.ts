/** What may be kept of the inventory's answers, and for how long. */

import { batchPerRequest, type Cache } from '@frontage/cache';
import type { InventoryClient } from './inventory.client.ts';

/** What an answer about the stock of this product is about. Whoever sells some of it invalidates this. */
export const stockTag = (productId: string): string => `stock:${productId}`;

/** The same client, availability batched for each request and cached: for moments only, since it is what people act on. */
export const cacheInventory = (client: InventoryClient, cache: Cache): InventoryClient => ({
  ...client,
  availability: batchPerRequest(
    cache.batch(
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
  ),
});
