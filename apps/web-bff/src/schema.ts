/** The list of features, each a part of the schema. */

import { safeInt } from '@frontage/graphql-server';
import type { WebSchemaPart } from './context.ts';
import { cartPart } from './features/cart/cart.resolvers.ts';
import { categoriesPart } from './features/categories/categories.resolvers.ts';
import { homePart } from './features/home/home.resolvers.ts';
import { ordersPart } from './features/orders/orders.resolvers.ts';
import { pricesPart } from './features/prices/prices.resolvers.ts';
import { productsPart } from './features/products/products.resolvers.ts';
import { recommendationsPart } from './features/recommendations/recommendations.resolvers.ts';
import { reviewsPart } from './features/reviews/reviews.resolvers.ts';
import { stockPart } from './features/stock/stock.resolvers.ts';
import { viewerPart } from './features/viewer/viewer.resolvers.ts';
import { readSdl } from './sdl.ts';

/** Everything the browser can ask for. */
export const features: readonly WebSchemaPart[] = [
  safeInt,
  { typeDefs: readSdl(import.meta.url, './base.graphql'), resolvers: {} },
  homePart,
  productsPart,
  categoriesPart,
  pricesPart,
  stockPart,
  reviewsPart,
  recommendationsPart,
  cartPart,
  ordersPart,
  viewerPart,
];
