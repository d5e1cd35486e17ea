/** What may be kept of recommendations, and for how long. */

import { batchPerRequest, type Cache, type Split } from '@frontage/cache';
import type { RecommendationsClient } from './recommendations.client.ts';

const split: Split<Parameters<RecommendationsClient['forProducts']>[0]> = {
  ids: ({ productIds }) => productIds,
  only: (input, productIds) => ({ ...input, productIds }),
};

const terms = { part: 'recommendations', ttlMs: 60_000, staleIfErrorMs: 60 * 60_000 } as const;

/** The same client, cached: what is picked for somebody is theirs alone, what goes with a product is the same for everybody. */
export const cacheRecommendations = (client: RecommendationsClient, cache: Cache): RecommendationsClient => ({
  ...client,
  forCaller: cache.method({ ...terms, name: 'recommendations.for-caller', scope: 'private' }, client.forCaller),
  forProducts: batchPerRequest(
    cache.batch(
      {
        ...terms,
        name: 'recommendations.for-products',
        scope: 'public',
        staleWhileRevalidateMs: 5 * 60_000,
        split,
      },
      client.forProducts,
    ),
    split,
  ),
});
