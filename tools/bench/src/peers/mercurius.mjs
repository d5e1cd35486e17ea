/** Mercurius on Fastify with JIT, its own loaders (uncached, the cheaper way), undici. */

import Fastify from 'fastify';
import mercurius from 'mercurius';
import { createContext, mercuriusLoaders, plainResolvers, typeDefs } from './graphql.mjs';
import { createServices } from './services.mjs';
import { createUndiciTransport } from './transports.mjs';

const servicesFor = createServices(createUndiciTransport());
const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: plainResolvers,
  loaders: mercuriusLoaders,
  context: ({ headers }) => createContext(servicesFor(headers), { batching: true }),
  jit: 1,
});
await app.listen({ port: 0, host: '127.0.0.1' });
