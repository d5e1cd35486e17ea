/** What the shop shows first. */

import type { WebContext, WebSchemaPart } from '../../context.ts';
import { requireRange } from '../../input.ts';
import { inWave, optional } from '../../part.ts';
import { readSdl } from '../../sdl.ts';

async function featured(_: unknown, { first }: { first: number }, { deps, call, loaders }: WebContext) {
  requireRange('first', first, 1, 50);
  const { products } = await inWave(call, () => deps.catalog.list({ limit: first }, call));
  for (const product of products) loaders.products.prime(product.id, product);
  return products;
}

async function recommendations(_: unknown, { limit }: { limit: number }, { deps, call }: WebContext) {
  requireRange('limit', limit, 1, 20);
  return optional('recommendations', call, () => inWave(call, () => deps.recommendations.forCaller({ limit }, call)));
}

async function categories(_: unknown, __: unknown, { loaders, call }: WebContext) {
  const nodes = await optional('categories', call, loaders.categories);
  return nodes && [...nodes.values()].filter(({ parent }) => parent === undefined);
}

export const homePart: WebSchemaPart = {
  typeDefs: readSdl(import.meta.url, './home.graphql'),
  resolvers: { Query: { home: () => ({}) }, Home: { featured, recommendations, categories } },
};
