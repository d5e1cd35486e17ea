/** Terms on which answers of pricing are cached. */

import type { Cache, Split } from '@frontage/cache';
import type { PricingClient } from './pricing.client.ts';

const split: Split<Parameters<PricingClient['prices']>[0]> = {
  ids: ({ productIds }) => productIds,
  only: (input, productIds) => ({ ...input, productIds }),
};

/**
 * The same client, prices cached by product, currency and tier: they are the same for every customer of a tier. A quote is what will be paid,
 * and not cached.
 */
export const cachePricing = (client: PricingClient, cache: Cache): PricingClient => ({
  ...client,
  prices: cache.batch(
    {
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
