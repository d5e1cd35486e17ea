/** Home page of the shop. */

import type { WebSchemaPart } from '../../schema-part.ts';
import { maxFirst } from '../../connection.ts';
import { maxRecommendations, requireRange } from '../../input.ts';
import { inWave, optional } from '../../degradation.ts';
import type { HomeResolvers } from '../../schema.types.ts';
import { readSdl } from '../../sdl.ts';
import { layouts } from './home.layout.ts';

const layout: HomeResolvers['layout'] = (_, __, { experiments }) => layouts[experiments.armOf('home-layout')];

const featured: HomeResolvers['featured'] = async (_, { first }, { deps, call, loaders }) => {
  requireRange('first', first, 1, maxFirst);
  const { products } = await inWave(call, () => deps.catalog.list({ limit: first }, call));
  for (const product of products) loaders.products.prime(product.id, product);
  return products;
};

const recommendations: HomeResolvers['recommendations'] = (_, { limit }, { deps, call }) => {
  requireRange('limit', limit, 1, maxRecommendations);
  return optional('recommendations', call, () => inWave(call, () => deps.recommendations.forCaller({ limit }, call)));
};

const categories: HomeResolvers['categories'] = async (_, __, { loaders, call }) => {
  const nodes = await optional('categories', call, loaders.categories);
  return nodes && [...nodes.values()].filter(({ parent }) => parent === undefined);
};

export const homePart = {
  typeDefs: readSdl(import.meta.url, './home.graphql'),
  resolvers: { Query: { home: () => ({}) }, Home: { layout, featured, recommendations, categories } },
} satisfies WebSchemaPart;
