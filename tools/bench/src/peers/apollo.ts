/** Apollo Server on Express with axios and DataLoader, as tutorials end. */

import { serveApollo } from './apollo-server.ts';

await serveApollo({ batching: true });
