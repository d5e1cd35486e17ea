/** Recommendations by product id, `limit` for each. */

import type { Call } from '@frontage/call';
import type { Recommendation, RecommendationsClient } from '@frontage/recommendations-client';
import { batchLoader, type Loader } from '../../batch-loader.ts';

export const recommendationsLoader = (
  recommendations: RecommendationsClient,
  limit: number,
  call: Call,
): Loader<readonly Recommendation[]> =>
  batchLoader(call, (productIds) => recommendations.forProducts({ productIds, limit }, call));
