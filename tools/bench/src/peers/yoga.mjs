/**
 * GraphQL Yoga on Node's own server with undici and DataLoader. Not TypeScript: its types extend those of graphql for the whole
 * program, and with them what our own server may say in an error.
 */

import { createSchema, createYoga } from 'graphql-yoga';
import { createServer } from 'node:http';
import { createShopContext, resolvers, typeDefs } from './graphql-resolvers.ts';
import { createServices, toVisitor } from './services.ts';
import { createUndiciTransport } from './undici-transport.ts';

const services = createServices(createUndiciTransport());
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: ({ req }) => createShopContext(services, toVisitor(req.headers), { batching: true }),
});
createServer(yoga).listen(0, '127.0.0.1');
