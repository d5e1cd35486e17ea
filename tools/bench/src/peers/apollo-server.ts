/** Apollo Server on Express with axios. */

import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { createServer } from 'node:http';
import { axiosTransport } from './axios-transport.ts';
import { createShopContext, resolvers, typeDefs, type ShopContext } from './graphql-resolvers.ts';
import { createServices, toVisitor } from './services.ts';

/** Serves until the process ends. */
export async function serveApollo(options: { readonly batching: boolean }): Promise<void> {
  const services = createServices(axiosTransport);
  const app = express();
  const server = new ApolloServer<ShopContext>({ typeDefs, resolvers });
  await server.start();
  app.use(
    '/graphql',
    express.json(),
    expressMiddleware(server, {
      context: async ({ req }) => createShopContext(services, toVisitor(req.headers), options),
    }),
  );
  createServer(app).listen(0, '127.0.0.1');
}
