/** The inbound stack and the versions of the API, top to bottom. */

import {
  assemble,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  openapiDocument,
  problemPages,
  requestContext,
  securityHeaders,
  type Authenticator,
  type Endpoint,
  type Runtime,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Deps } from './deps.ts';
import { listCategories } from './features/categories/categories.endpoint.ts';
import { document, entry } from './features/entry/entry.endpoint.ts';
import { cancelOrder, getOrder, listOrders, payOrder, placeOrder } from './features/orders/orders.endpoint.ts';
import { getProduct, listProducts } from './features/products/products.endpoint.ts';

/** The current version. */
export const v2: readonly Endpoint<Deps>[] = [
  entry,
  listProducts,
  getProduct,
  listCategories,
  placeOrder,
  listOrders,
  getOrder,
  payOrder,
  cancelOrder,
];

const mediaType = 'application/hal+json';

export interface ServerOptions {
  readonly deps: Deps;
  readonly authenticator: Authenticator;
  readonly runtime: Runtime;
  /** Allows `Frontage-Debug` and adds `Server-Timing`. */
  readonly debug: boolean;
}

export function createServer({ deps, authenticator, runtime, debug }: ServerOptions): RequestListener {
  const { log, metrics, state } = runtime;
  const { challenge } = authenticator;
  return assemble([
    requestContext({ log, metrics, debug }),
    health({ state }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    endpoints(v2, { deps, challenge, debug, prefix: '/v2', mediaType }),
    endpoints([document(() => partnerDocument(authenticator))], { deps, challenge, debug, prefix: '/v2' }),
    problemPages(),
    notFound(),
    failures(),
  ]);
}

/** The document of the current version; checked in as openapi.json and served as /v2/openapi.json. */
export const partnerDocument = (authenticator: Authenticator): object =>
  openapiDocument(v2, {
    title: 'Frontage for partners',
    version: '2',
    description:
      'Products, prices, stock and orders for third parties. Follow the links: they list what you may do next.',
    authenticators: [authenticator],
    prefix: '/v2',
    mediaType,
  });
