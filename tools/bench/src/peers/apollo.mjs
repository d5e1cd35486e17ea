/**
 * Apollo Server on Express with axios, and DataLoader as tutorials end. Started as `tutorial`: a call for each product and field, as
 * tutorials begin and many services stay.
 */

import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { createServer } from 'node:http';
import { createContext, resolvers, typeDefs } from './graphql.mjs';
import { createServices } from './services.mjs';
import { axiosTransport } from './transports.mjs';

const batching = process.argv[2] !== 'tutorial';
const servicesFor = createServices(axiosTransport);
const app = express();
const server = new ApolloServer({ typeDefs, resolvers });
await server.start();
const context = async ({ req }) => createContext(servicesFor(req.headers), { batching });
app.use('/graphql', express.json(), expressMiddleware(server, { context }));
createServer(app).listen(0, '127.0.0.1');
