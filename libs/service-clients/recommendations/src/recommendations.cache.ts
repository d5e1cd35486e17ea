/** Cache policies of recommendations. */

import type { Cache, Split } from '@frontage/cache';
import type { RecommendationsClient } from './recommendations.client.ts';

const split: Split<Parameters<RecommendationsClient['forProducts']>[0]> = {
  ids: ({ productIds }) => productIds,
  only: (input, productIds) => ({ ...input, productIds }),
};

const terms = { part: 'recommendations', ttlMs: 60_000, staleIfErrorMs: 60 * 60_000 } as const;

/** Caches a client: picks for a caller by caller, picks for a product for all. */
export const cacheRecommendations = (client: RecommendationsClient, cache: Cache): RecommendationsClient => ({
  ...client,
  forCaller: cache.method({ ...terms, name: 'recommendations.for-caller', scope: 'private' }, client.forCaller),
  forProducts: cache.batch(
    {
      ...terms,
      name: 'recommendations.for-products',
      scope: 'public',
      staleWhileRevalidateMs: 5 * 60_000,
      split,
    },
    client.forProducts,
  ),
});
