/** Parts that are fetched beside the object that they belong to, where an operation asks for them: one wave less. */

import { fieldsBelow } from '@frontage/graphql-server';
import type { GraphQLResolveInfo } from 'graphql';
import { maxRecommendations } from './input.ts';
import type { Loaders } from './loaders.ts';

/**
 * Begins to fetch the recommendations of a product whose id alone is known. What fails is told by the field that asks for it; of a product
 * that there is not, nobody asks.
 */
export function prefetchRecommendations(productId: string, loaders: Loaders, info: GraphQLResolveInfo): void {
  for (const { limit } of fieldsBelow(info, 'recommendations')) {
    const items = limit as number;
    if (items < 1 || items > maxRecommendations) continue;
    loaders
      .recommendations(items)
      .load(productId)
      .catch(() => undefined);
  }
}
