/** Features of the schema. */

import { safeInt, type MergedResolvers, type Unresolved } from '@frontage/graphql-server';
import { cartPart } from './features/cart/cart.resolvers.ts';
import { categoriesPart } from './features/categories/categories.resolvers.ts';
import { homePart } from './features/home/home.resolvers.ts';
import { ordersPart } from './features/orders/orders.resolvers.ts';
import { pricesPart } from './features/prices/prices.resolvers.ts';
import { productsPart } from './features/products/products.resolvers.ts';
import { recommendationsPart } from './features/recommendations/recommendations.resolvers.ts';
import { reviewsPart } from './features/reviews/reviews.resolvers.ts';
import { searchPart } from './features/search/search.resolvers.ts';
import { stockPart } from './features/stock/stock.resolvers.ts';
import { viewerPart } from './features/viewer/viewer.resolvers.ts';
import { wishListPart } from './features/wish-list/wish-list.resolvers.ts';
import { nodePart } from './node/node.resolvers.ts';
import type { WebSchemaPart } from './schema-part.ts';
import type { Resolvers, ResolversParentTypes } from './schema.types.ts';
import { readSdl } from './sdl.ts';

export const features = [
  safeInt,
  { typeDefs: readSdl(import.meta.url, './base.graphql'), resolvers: {} },
  homePart,
  productsPart,
  searchPart,
  categoriesPart,
  pricesPart,
  stockPart,
  reviewsPart,
  recommendationsPart,
  cartPart,
  ordersPart,
  viewerPart,
  wishListPart,
  nodePart,
] as const satisfies readonly WebSchemaPart[];

/** Fields with neither a resolver nor a member of the Model. There are none, or compilation fails and names them (`"Product.summary"`). */
export type Missing = None<Unresolved<Resolvers, ResolversParentTypes, MergedResolvers<typeof features>>>;
type None<Names extends never> = Names;
