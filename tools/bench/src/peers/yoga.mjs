/** GraphQL Yoga on Node's own server with undici and DataLoader. */

import { createSchema, createYoga } from 'graphql-yoga';
import { createServer } from 'node:http';
import { createContext, resolvers, typeDefs } from './graphql.mjs';
import { createServices } from './services.mjs';
import { createUndiciTransport } from './transports.mjs';

const servicesFor = createServices(createUndiciTransport());
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: ({ req }) => createContext(servicesFor(req.headers), { batching: true }),
});
createServer(yoga).listen(0, '127.0.0.1');
