/** Recommendations for a product. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { maxRecommendations, requireRange } from '../../input.ts';
import { optional } from '../../degradation.ts';
import type { ProductResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';

const recommendations: ProductResolvers['recommendations'] = ({ id }, { limit }, { loaders, call }) => {
  requireRange('limit', limit, 1, maxRecommendations);
  return optional('recommendations', call, () => loaders.recommendations(limit).load(id));
};

export const recommendationsPart = {
  typeDefs: readSdl(import.meta.url, './recommendations.graphql'),
  resolvers: {
    Product: { recommendations },
    Recommendation: {
      product: ({ productId }, _, { loaders, call }) =>
        optional('products', call, () => loaders.products.load(productId)),
    },
  },
} satisfies WebSchemaPart;
