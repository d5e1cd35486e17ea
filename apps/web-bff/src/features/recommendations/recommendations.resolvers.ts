/** What goes with a product. */

import type { Product } from '@frontage/catalog-client';
import type { Recommendation } from '@frontage/recommendations-client';
import type { WebContext, WebSchemaPart } from '../../context.ts';
import { requireRange } from '../../input.ts';
import { optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

async function recommendations({ id }: Product, { limit }: { limit: number }, { loaders, call }: WebContext) {
  requireRange('limit', limit, 1, 20);
  return optional('recommendations', call, () => loaders.recommendations(limit).load(id));
}

export const recommendationsPart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './recommendations.graphql'),
  resolvers: {
    Product: { recommendations },
    Recommendation: {
      product: ({ productId }: Recommendation, _: unknown, { loaders, call }: WebContext) =>
        optional('products', call, () => loaders.products.load(productId)),
    },
  },
};
