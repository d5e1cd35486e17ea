/** The inbound stack and the list of features, top to bottom. */

import type { Edge } from '@frontage/chassis';
import {
  addresses,
  assemble,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  overload,
  priorityOf,
  problemPages,
  requestContext,
  securityHeaders,
  type Authenticator,
  type Dependency,
  type Endpoint,
  type StepUp,
} from '@frontage/http-server';
import type { RequestListener } from 'node:http';
import type { Deps } from './deps.ts';
import { getCart, putCartItem, removeCartItem } from './features/cart/cart.endpoint.ts';
import { listCategories } from './features/categories/categories.endpoint.ts';
import { checkout } from './features/checkout/checkout.endpoint.ts';
import { home } from './features/home/home.endpoint.ts';
import { cancelOrder, getOrder, listOrders, payOrder } from './features/orders/orders.endpoint.ts';
import { getProduct, listProducts } from './features/products/products.endpoint.ts';
import { listReviews } from './features/reviews/reviews.endpoint.ts';

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
  /** What `/readyz` tells of. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  readonly authenticator: Authenticator;
  /** What a login must have been like to place orders. */
  readonly checkoutLogin: StepUp;
  readonly edge: Edge;
}

export function createServer(options: ServerOptions): RequestListener {
  const { deps, dependencies, authenticator, checkoutLogin, edge } = options;
  const { addressRules, trustProxy, overloadLimits, rateLimits, budgetFactor, debug } = edge;
  const { log, metrics, state } = edge.runtime;
  return assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    addresses(addressRules),
    overload({ log, ...overloadLimits, priorityOf: priorityOf(features) }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    rateLimits,
    endpoints(features, {
      deps,
      challenge: authenticator.challenge,
      debug,
      budgetFactor,
      stepUp: { [checkout.name]: checkoutLogin },
    }),
    problemPages(),
    notFound(),
    failures(),
  ]);
}
