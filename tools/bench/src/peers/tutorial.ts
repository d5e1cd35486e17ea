/** Apollo Server on Express with axios, each field fetching what it shows, as tutorials begin and many services stay. */

import { serveApollo } from './apollo-server.ts';

await serveApollo({ batching: false });
