/** What may be kept of pricing's answers, and for how long. */

import { batchPerRequest, type Cache, type Split } from '@frontage/cache';
import type { PricingClient } from './pricing.client.ts';

const split: Split<Parameters<PricingClient['prices']>[0]> = {
  ids: ({ productIds }) => productIds,
  only: (input, productIds) => ({ ...input, productIds }),
};

/**
 * The same client, prices batched for each request and cached by product, currency and tier: they are the same for whoever is of that tier. A quote is what somebody
 * is about to pay, and always asked for.
 */
export const cachePricing = (client: PricingClient, cache: Cache): PricingClient => ({
  ...client,
  prices: batchPerRequest(
    cache.batch(
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
    split,
  ),
});
