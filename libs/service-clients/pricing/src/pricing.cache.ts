/** Cache policies of pricing. */

import type { Cache, Split } from '@frontage/cache';
import type { PricingClient } from './pricing.client.ts';

const split: Split<Parameters<PricingClient['prices']>[0]> = {
  ids: ({ productIds }) => productIds,
  only: (input, productIds) => ({ ...input, productIds }),
};

/**
 * Caches prices of a client by product, currency and tier. All customers of a tier share them. Quotes are what will be paid, and are not
 * cached.
 */
export const cachePricing = (client: PricingClient, cache: Cache): PricingClient => ({
  ...client,
  prices: cache.batch(
    {
      shape: 2,
      name: 'pricing.prices',
      part: 'prices',
      scope: 'public',
      ttlMs: 15_000,
      staleWhileRevalidateMs: 15_000,
      staleIfErrorMs: 15 * 60_000,
      split,
      tags: (id) => [`price:${id}`],
    },
    client.prices,
  ),
});
