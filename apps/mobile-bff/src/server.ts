/** The inbound stack and the list of features, top to bottom. */

import {
  assemble,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  overload,
  problemPages,
  requestContext,
  securityHeaders,
  type Authenticator,
  type Endpoint,
  type OverloadOptions,
  type Runtime,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Deps } from './deps.ts';
import { getCart, putCartItem, removeCartItem } from './features/cart/cart.endpoint.ts';
import { checkout } from './features/checkout/checkout.endpoint.ts';
import { home } from './features/home/home.endpoint.ts';
import { cancelOrder, getOrder, listOrders, payOrder } from './features/orders/orders.endpoint.ts';
import { getProduct, listCategories, listProducts, listReviews } from './features/products/products.endpoint.ts';

/** Everything the phone can ask for. */
export const features: readonly Endpoint<Deps>[] = [
  home,
  listCategories,
  listProducts,
  getProduct,
  listReviews,
  getCart,
  putCartItem,
  removeCartItem,
  checkout,
  listOrders,
  getOrder,
  payOrder,
  cancelOrder,
];

export interface ServerOptions {
  readonly deps: Deps;
  readonly authenticator: Authenticator;
  readonly runtime: Runtime;
  /** How much is answered at once. */
  readonly limits: Pick<OverloadOptions, 'maxInFlight' | 'maxLagMs'>;
  /** Allows `Frontage-Debug` and adds `Server-Timing`. */
  readonly debug: boolean;
}

export function createServer({ deps, authenticator, runtime, limits, debug }: ServerOptions): RequestListener {
  const { log, metrics, state } = runtime;
  return assemble([
    requestContext({ log, metrics, debug }),
    health({ state }),
    overload({ log, ...limits }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    endpoints(features, { deps, challenge: authenticator.challenge, debug }),
    problemPages(),
    notFound(),
    failures(),
  ]);
}
